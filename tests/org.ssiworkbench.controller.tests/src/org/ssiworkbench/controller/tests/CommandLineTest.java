package org.ssiworkbench.controller.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Exit statuses, lines and JSON of the command line, on the simulator. */
class CommandLineTest {
	@TempDir
	private Path folder;

	private Ssi simulate(Path trace, long seed) {
		return Ssi.run("up", Example.THREE_NODES, "--host", "simulator", "--seed", seed, "--for", "20s", "--name",
				Example.freshName(), "--trace", trace);
	}

	@Test
	void theSameSeedGivesTheSameBytes() throws Exception {
		for (String run : List.of("a", "b"))
			assertEquals(0, Ssi.run("up", Example.HOME.resolve("examples/partition/partition.ssicluster"), "--host", "simulator",
					"--seed", 7, "--for", "60s", "--name", "same-seed", "--trace", folder.resolve(run)).status());
		List<Path> files = files(folder.resolve("a"));
		assertEquals(files, files(folder.resolve("b")));
		for (Path file : files)
			assertEquals(-1, Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("b").resolve(file)), file.toString());
		assertEquals(0, Ssi.run("up", Example.HOME.resolve("examples/partition/partition.ssicluster"), "--host", "simulator",
				"--seed", 8, "--for", "60s", "--name", "same-seed", "--trace", folder.resolve("c")).status());
		assertFalse(Files.mismatch(folder.resolve("a/node-1"), folder.resolve("c/node-1")) == -1);
	}

	private static List<Path> files(Path root) throws Exception {
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter(Files::isRegularFile).map(root::relativize).sorted().toList();
		}
	}

	@Test
	void aSingleNodeNeedsNoInterconnect() throws Exception {
		Path model = Files.writeString(folder.resolve("single.ssicluster"), """
				<?xml version="1.0" encoding="UTF-8"?>
				<ssi:Cluster xmi:version="2.0" xmlns:xmi="http://www.omg.org/XMI" xmlns:ssi="http://www.ssiworkbench.org/cluster/1"
				    id="cluster" name="single">
				  <nodes id="alpha" number="1" name="alpha" initNode="true" host="SIMULATOR"/>
				</ssi:Cluster>
				""");
		Ssi run = Ssi.run("up", model, "--for", "1s", "--name", Example.freshName(), "--trace", folder.resolve("t"));
		assertEquals(0, run.status(), run.err());
		assertTrue(run.out().contains("1 nodes UP"), run.out());
	}

	@Test
	void traceInfoHasItsShape() {
		simulate(folder.resolve("t"), 7);
		Ssi info = Ssi.run("trace", "info", folder.resolve("t"), "--json");
		assertEquals(0, info.status(), info.err());
		JsonObject json = JsonParser.parseString(info.out()).getAsJsonObject();
		assertTrue(json.keySet().containsAll(List.of("events", "nodes", "begin", "end", "lost")), info.out());
		assertTrue(json.get("events").getAsLong() > 100);
		assertEquals(3, json.getAsJsonArray("nodes").size());
		assertEquals(0, json.get("lost").getAsLong());
	}

	@Test
	void membershipHasItsShape() {
		simulate(folder.resolve("t"), 7);
		JsonArray rows = JsonParser.parseString(Ssi.run("trace", "membership", folder.resolve("t"), "--json").out()).getAsJsonArray();
		assertEquals(6, rows.size());
		for (int i = 0; i < rows.size(); i++)
			assertEquals(List.of("time", "transid", "node", "from", "to", "cause", "seenBy"),
					List.copyOf(rows.get(i).getAsJsonObject().keySet()));
	}

	@Test
	void messagesAreFiltered() {
		simulate(folder.resolve("t"), 7);
		JsonArray all = JsonParser.parseString(Ssi.run("trace", "messages", folder.resolve("t"), "--json").out()).getAsJsonArray();
		JsonArray beats = JsonParser
				.parseString(Ssi.run("trace", "messages", folder.resolve("t"), "--json", "--form", "imalive").out()).getAsJsonArray();
		assertTrue(beats.size() > 0 && beats.size() < all.size(), beats.size() + " of " + all.size());
	}

	@Test
	void statusOfARunningClusterAsJson() throws Exception {
		String name = Example.freshName();
		try (RunningController running = new RunningController(Example.simulated(name, folder.resolve("t")))) {
			TestClient client = new TestClient();
			running.controller().attach(client);
			client.await(TestClient::allUp);
			JsonObject status = JsonParser.parseString(Ssi.run("status", name, "--json").out()).getAsJsonObject();
			assertEquals(1, status.get("master").getAsInt());
			assertEquals(3, status.getAsJsonArray("nodes").size());
			assertTrue(Ssi.run("status", name).out().contains("gamma"));
			assertEquals(0, Ssi.run("crash", name, 3).status());
			client.await(TestClient.node(3, "DOWN"));
			assertEquals(1, Ssi.run("crash", name, 3).status());
			assertEquals(0, Ssi.run("add", name, 3).status());
			assertEquals(0, Ssi.run("down", name).status());
		}
	}

	@Test
	void everyBrokenModelGetsLinesAndStatus1() throws Exception {
		int broken = 0;
		for (Path model : models(Example.HOME.resolve("tests/broken-models"))) {
			Ssi check = Ssi.run("check", model);
			assertEquals(1, check.status(), model + ": " + check.out() + check.err());
			assertTrue(check.out().lines().anyMatch(line -> line.startsWith(model + ":")), model + ": " + check.out());
			assertFalse((check.out() + check.err()).contains("\tat "), model.toString());
			broken++;
		}
		assertTrue(broken >= 20, broken + " broken models");
	}

	private static TreeSet<Path> models(Path root) throws Exception {
		try (Stream<Path> files = Files.walk(root)) {
			return new TreeSet<>(files.filter(file -> file.toString().endsWith(".ssicluster")).toList());
		}
	}

	@Test
	void aBrokenModelIsNotStarted() throws Exception {
		Path model = models(Example.HOME.resolve("tests/broken-models")).first();
		Ssi up = Ssi.run("up", model, "--host", "simulator", "--trace", folder.resolve("t"));
		assertEquals(1, up.status());
		assertTrue(up.err().contains("error:"), up.err());
	}

	@Test
	void wrongUsageIsStatus2AndOneLine() {
		for (Ssi wrong : List.of(Ssi.run("up"), Ssi.run("fly"), Ssi.run("up", Example.THREE_NODES, "--host", "cray"),
				Ssi.run("crash", "x", "one"), Ssi.run("up", Example.THREE_NODES, "--for", "60 parsecs"), Ssi.run("trace"),
				Ssi.run("bench"), Ssi.run("up", Example.THREE_NODES, "--memory", "2=much"),
				Ssi.run("up", Example.THREE_NODES, "--memory", "beta=64M"))) {
			assertEquals(2, wrong.status(), wrong.err());
			assertEquals(1, wrong.err().lines().count(), wrong.err());
		}
	}

	@Test
	void whatFailsIsStatus1AndOneLine() {
		for (Ssi failed : List.of(Ssi.run("status", "nobody"), Ssi.run("exec", "nobody", 1, "true"),
				Ssi.run("trace", "info", folder.resolve("nothing")), Ssi.run("up", folder.resolve("no.ssicluster")),
				Ssi.run("down", "../../etc"), Ssi.run("up", Example.THREE_NODES, "--memory", "2=12M"),
				Ssi.run("up", Example.THREE_NODES, "--memory", "9=64M"))) {
			assertEquals(1, failed.status(), failed.err());
			assertEquals(1, failed.err().lines().count(), failed.err());
		}
	}

	@Test
	void faultsBenchHasItsShape() {
		Ssi bench = Ssi.run("bench", "faults", "--seeds", 5, "--json");
		assertEquals(0, bench.status(), bench.err());
		JsonObject json = JsonParser.parseString(bench.out()).getAsJsonObject();
		assertEquals("faults", json.get("bench").getAsString());
		JsonObject row = json.getAsJsonArray("rows").get(0).getAsJsonObject();
		assertEquals(List.of("what", "ours", "unit", "peer", "theirs", "ratio", "bar", "met"), List.copyOf(row.keySet()));
		assertTrue(row.get("peer").isJsonNull());
	}
}
