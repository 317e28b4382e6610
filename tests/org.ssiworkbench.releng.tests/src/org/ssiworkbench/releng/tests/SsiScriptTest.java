package org.ssiworkbench.releng.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script at the root, as far as it goes without a build. */
class SsiScriptTest {

	private record Run(int status, String out, String err) {
	}

	private static Run ssi(String... arguments) throws IOException, InterruptedException {
		var command = new ArrayList<>(List.of(SourceTree.HOME.resolve("ssi").toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).start();
		String out = new String(process.getInputStream().readAllBytes());
		String err = new String(process.getErrorStream().readAllBytes());
		return new Run(process.waitFor(), out, err);
	}

	@ParameterizedTest
	@ValueSource(strings = { "help", "--help", "-h" })
	void helpNamesTheVerbs(String help) throws IOException, InterruptedException {
		Run run = ssi(help);
		assertEquals(0, run.status());
		for (String verb : List.of("demo", "workbench", "test", "check", "up", "exec", "trace", "bench")) {
			assertTrue(run.out().contains(verb), verb);
		}
	}

	@Test
	void unknownVerbIsWrongUsage() throws IOException, InterruptedException {
		assertEquals(new Run(2, "", "ssi: There is no verb 'explode'; ./ssi help lists them.\n"), ssi("explode"));
	}

	@Test
	void noVerbIsWrongUsage() throws IOException, InterruptedException {
		Run run = ssi();
		assertEquals(2, run.status());
		assertTrue(run.err().startsWith("Usage: ./ssi VERB"), run.err());
	}

	@Test
	void testsWithAKernelNeedOne() throws IOException, InterruptedException {
		Run run = ssi("test", "--kernel", "/no/such/kernel");
		assertEquals(1, run.status());
		assertEquals("ssi: There is no kernel /no/such/kernel; './ssi kernel build' makes one and says where.\n", run.err());
		assertEquals(2, ssi("test", "--colonel").status());
	}
}
