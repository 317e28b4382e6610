package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ssiworkbench.trace.TraceInfo;
import org.ssiworkbench.trace.TraceReader;
import org.ssiworkbench.trace.TraceWriter;

/** kill -9 of the process that writes a trace. */
class KilledWriterTest {
	@TempDir
	Path temp;

	@ParameterizedTest
	@ValueSource(ints = { 1, 100, 2000 })
	void whatWasHandedOverIsThereAndNothingIsTorn(int killAfterLines) throws Exception {
		Path folder = temp.resolve("trace");
		Process process = start(folder);
		long handedOver = killAfter(process, killAfterLines);
		TraceInfo info = TraceReader.open(folder).info();
		assertEquals(List.of(), info.problems());
		for (TraceInfo.Stream stream : info.streams())
			assertTrue(stream.events() >= handedOver, stream.file() + " has " + stream.events() + " of " + handedOver + " events");
		assertEquals(2, info.streams().size());
	}

	private static Process start(Path folder) throws IOException, URISyntaxException {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		return new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1", "-cp",
				place(TraceWriter.class) + File.pathSeparator + place(KilledWriter.class),
				KilledWriter.class.getName(), folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	/** Kills the process when it has said so much; gives what it said last, and returns when it is gone. */
	private static long killAfter(Process process, int lines) throws IOException, InterruptedException {
		String last = null;
		try (BufferedReader output = process.inputReader()) {
			for (int i = 0; i < lines; i++)
				last = output.readLine();
		} finally {
			process.destroyForcibly().waitFor();
		}
		return Long.parseLong(last);
	}

	private static Path place(Class<?> type) throws URISyntaxException {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}
}
