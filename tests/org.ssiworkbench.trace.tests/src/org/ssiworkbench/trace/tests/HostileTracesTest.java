package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.TraceWriter;

/** 200 damaged traces open or are refused with a sentence: without a crash, a hang, or much memory. */
class HostileTracesTest {
	private static final int TRACES = 200;
	private static final String MEMORY = "-Xmx96m";
	private static final int MOST_MINUTES = 10;

	@TempDir
	private Path temp;

	@Test
	void eachOpensOrIsRefusedWithASentence() throws Exception {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		String classPath = place(TraceWriter.class) + File.pathSeparator + place(HostileTraces.class);
		Path output = temp.resolve("output");
		Path errors = temp.resolve("errors");
		Process process = new ProcessBuilder(java.toString(), MEMORY, "-XX:TieredStopAtLevel=1", "-cp", classPath, HostileTraces.class.getName(), temp.toString(), "1",
				Integer.toString(TRACES)).redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
		try {
			assertTrue(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES), "hangs after " + Files.readString(output));
		} finally {
			process.destroyForcibly();
		}
		assertEquals("", Files.readString(errors));
		List<String> lines = Files.readAllLines(output);
		assertEquals(TRACES, lines.size());
		assertTrue(lines.stream().allMatch(line -> line.matches(".*(: \\d+ events, \\d+ problems|: refused: .{10,})")), lines.toString());
		assertTrue(lines.stream().filter(line -> line.contains("refused")).count() > 10, "hostile metadata is refused");
		assertTrue(lines.stream().filter(line -> line.matches(".*[1-9]\\d* problems")).count() > 50, "damage is noticed");
	}

	private static Path place(Class<?> type) throws Exception {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}
}
