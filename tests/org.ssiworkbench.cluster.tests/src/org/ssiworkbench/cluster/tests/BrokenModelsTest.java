package org.ssiworkbench.cluster.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ssiworkbench.cluster.check.ClusterFile;

/** Every file in tests/broken-models has the problems listed beside it, in that order, and no others. */
class BrokenModelsTest {
	private static final Path FOLDER = Checkout.folder("tests/broken-models");
	private static final Duration HANG = Duration.ofSeconds(30);

	static List<Path> models() throws IOException {
		return Checkout.models(FOLDER);
	}

	@ParameterizedTest
	@MethodSource("models")
	void isExplained(Path model) throws IOException {
		List<String> lines = assertTimeoutPreemptively(HANG, () -> check(model));
		List<String> expected = Files.readAllLines(Path.of(model.toString().replace(".ssicluster", ".expected")));
		assertEquals(expected.size(), lines.size(), () -> String.join("\n", lines));
		for (int i = 0; i < expected.size(); i++) {
			assertTrue(lines.get(i).contains(expected.get(i)), lines.get(i) + "\nlacks " + expected.get(i));
		}
	}

	@ParameterizedTest
	@MethodSource("models")
	void isExplainedInPlainSentences(Path model) {
		for (String line : check(model)) {
			assertFalse(line.contains("Exception") || line.contains("\n") || line.contains("null"), line);
			assertTrue(line.matches("[a-z0-9-]+\\.ssicluster(:\\d+)?: (error|warning): [^:]+: .+; .+"), line);
		}
	}

	@Test
	void secretsBesideTheModelAreNotRead() throws IOException {
		String secret = Files.readString(FOLDER.resolve("secret.txt")).strip();
		assertFalse(String.join("\n", check(FOLDER.resolve("external-entity.ssicluster"))).contains(secret));
	}

	/** As the command line does: what is missing on the machine is asked of sound models only. */
	private static List<String> check(Path model) {
		ClusterFile file = ClusterFile.load(model);
		ClusterFile checked = file.hasErrors() ? file : file.checkMachine();
		assertTrue(checked.hasErrors());
		return checked.problems().stream().map(problem -> problem.line(model.getFileName())).toList();
	}
}
