package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceInfo;
import org.ssiworkbench.trace.TraceReader;
import org.ssiworkbench.trace.TraceWriter;

/** What we write is read by the reference implementation of CTF, Debian package babeltrace2. */
class BabeltraceTest {
	@TempDir
	Path temp;

	private Path folder;

	@BeforeEach
	void prepare() {
		folder = temp.resolve("trace");
	}

	@Test
	void printsEveryEventWithoutAWarning() throws Exception {
		Traces.write(folder, 3000, 100);
		assertPrintsWhatInfoCounts();
	}

	@Test
	void readsEveryKindAndOddTexts() throws Exception {
		TraceDescription odd = new TraceDescription(TraceDescription.seededId(-1), "\"gr\u00F6\u00DFe\" \\ {} /* */", "uml", Long.MIN_VALUE, 1);
		try (TraceWriter writer = TraceWriter.create(folder, odd)) {
			long time = 0;
			for (EventKind kind : EventKind.values()) {
				writer.record(time++, kind, Long.MIN_VALUE, Traces.values(kind, Long.MIN_VALUE, ""));
				writer.record(time++, kind, Long.MAX_VALUE, Traces.values(kind, Long.MAX_VALUE, "\u20AC \uD83D\uDE00 \"quoted\""));
			}
		}
		List<String> lines = assertPrintsWhatInfoCounts();
		for (EventKind kind : EventKind.values())
			assertTrue(lines.stream().anyMatch(line -> line.contains(' ' + kind.traceName() + ':')), kind.traceName());
	}

	@Test
	void readsNodesThatWereKilledAndCameBack() throws Exception {
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			for (int life = 0; life < 4; life++)
				for (int node = 1; node <= 3; node++) {
					PacketEncoder encoder = writer.encoder(node);
					for (int i = 0; i < 400; i++)
						Traces.log(encoder, 1_000_000L * life + 1000 * i, "life " + life);
				}
			writer.record(5_000_000, EventKind.LOG, 0, "info", "the end");
		}
		assertPrintsWhatInfoCounts();
	}

	@Test
	void showsTheTimeOfDay() throws Exception {
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			writer.record(1_000_000_000, EventKind.LOG, 0, "info", "one second after the clock's origin");
		}
		Process babeltrace = start();
		String line = new String(babeltrace.getInputStream().readAllBytes());
		assertTrue(line.startsWith("[1790000001.123456789]"), line);
	}

	private List<String> assertPrintsWhatInfoCounts() throws IOException, InterruptedException {
		Process babeltrace = start();
		List<String> lines = new String(babeltrace.getInputStream().readAllBytes()).lines().toList();
		assertEquals(0, babeltrace.waitFor());
		assertEquals("", Files.readString(temp.resolve("errors")));
		TraceInfo info = TraceReader.open(folder).info();
		assertEquals(info.events(), lines.size());
		assertEquals(List.of(), info.problems());
		return lines;
	}

	private Process start() throws IOException {
		ProcessBuilder command = new ProcessBuilder("babeltrace2", "convert", "--clock-seconds", folder.toString());
		command.environment().put("LC_ALL", "C.UTF-8");
		command.redirectError(temp.resolve("errors").toFile());
		return command.start();
	}
}
