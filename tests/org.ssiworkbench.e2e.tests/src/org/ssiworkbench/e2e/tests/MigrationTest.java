package org.ssiworkbench.e2e.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Real processes that move while nodes are crashed. */
@Timeout(240)
class MigrationTest {
	@TempDir
	private Path folder;

	@Test
	void eachProcessRunsOnceOrIsLostWithANode() throws Exception {
		Path out = folder.resolve("out");
		Path err = folder.resolve("err");
		int status = new Ssi(folder).command("bench", "faults-migration", "--migrations", 20, "--crashes", 10, "--largest", 16, "--seed", 5, "--json")
				.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
		String report = Files.readString(out);
		assertEquals(0, status, Files.readString(err) + report);
		JsonArray rows = JsonParser.parseString(report).getAsJsonObject().getAsJsonArray("rows");
		assertTrue(value(rows, "moved") >= 10, report);
		assertTrue(value(rows, "crashes of a node") >= 1, report);
	}

	private static double value(JsonArray rows, String what) {
		return rows.asList().stream().map(row -> (JsonObject) row).filter(row -> row.get("what").getAsString().equals(what)).findFirst()
				.orElseThrow().get("ours").getAsDouble();
	}
}
