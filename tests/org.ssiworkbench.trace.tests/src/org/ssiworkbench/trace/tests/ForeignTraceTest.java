package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.state.StateHistory;

/** Traces of other producers open too: all their events with all their fields, or a sentence that says why not. */
class ForeignTraceTest {
	private static final int EVENTS = 80;

	@TempDir
	private Path folder;

	@Test
	void allEventsHaveAllTheirFields() throws IOException {
		ForeignTrace.write(folder);
		try (TraceIndex index = indexed()) {
			assertEquals(List.of(), index.problems());
			assertEquals(EVENTS, index.rows());
			assertEquals(List.of(1, 2), index.nodes());
			assertEvents(index);
			assertEquals(1_600_000_000_000_000_000L, index.description().clockOrigin());
			assertEquals("alien", index.description().cluster());
		}
		try (TraceIndex again = TraceIndex.open(folder)) {
			assertEvents(again);
		}
	}

	private static void assertEvents(TraceIndex index) {
		TraceEvent first = index.event(0);
		assertEquals("sched_switch", first.type().name());
		assertEquals(List.of("swap", 0L, "idle", 0L, -3L, 4711L), first.values());
		assertEquals(1_000_000_000L, first.time());
		TraceEvent queued = index.event(3);
		assertEquals(2, queued.node());
		assertEquals(List.of("eth0", 3L, "[1, 2, 0]", "0.5", "{a=9, b=10}", 4712L), queued.values());
		TraceEvent last = index.event(EVENTS - 1);
		assertEquals(5_000_000_001L + 190_000_000L, last.time());
		assertEquals("[1, 2, 18]", last.text("data"));
	}

	@Test
	void filtersKnowItsFields() throws IOException, FilterException {
		ForeignTrace.write(folder);
		try (TraceIndex index = indexed()) {
			assertEquals(40, found(index, "kind = sched_switch"));
			assertEquals(8, found(index, "state = idle"));
			assertEquals(16, found(index, "tid < -10"));
			assertEquals(40, found(index, "name = eth0 and vpid = 4712"));
			assertEquals(8, found(index, "data ~ \"2, 0]\" or data ~ \", 18]\""));
			assertThrows(FilterException.class, () -> Filter.parse("service = clms", index));
		}
	}

	private static int found(TraceIndex index, String filter) throws FilterException {
		return Filter.parse(filter, index).search(index, () -> false).size();
	}

	@Test
	void babeltraceReadsTheSame() throws IOException, InterruptedException {
		ForeignTrace.write(folder);
		indexed().close(); // the index beside the trace is nothing to other readers
		Process babeltrace = new ProcessBuilder("babeltrace2", folder.toString()).redirectErrorStream(true).start();
		List<String> lines = new String(babeltrace.getInputStream().readAllBytes()).lines().toList();
		assertEquals(0, babeltrace.waitFor(), String.join("\n", lines));
		assertEquals(EVENTS, lines.size());
		assertTrue(lines.get(3).contains("net_dev_queue") && lines.get(3).contains("ratio = 0.5"), lines.get(3));
	}

	@Test
	void damagedStreamsAreReadAsFarAsPossible() throws IOException {
		ForeignTrace.write(folder);
		Path stream = folder.resolve("channel0_0");
		byte[] sound = Files.readAllBytes(stream);
		Random random = new Random(11);
		for (int i = 0; i < 100; i++) {
			byte[] damaged = Arrays.copyOf(sound, random.nextInt(4) == 0 ? random.nextInt(sound.length) : sound.length);
			for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--)
				damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
			Files.write(stream, damaged);
			try (TraceIndex index = indexed()) {
				assertTrue(index.rows() >= EVENTS / 2, "the other stream is whole");
				for (int row = 0; row < index.rows(); row++)
					index.event(row);
				StateHistory.of(index).at(index.end());
			}
		}
	}

	@ParameterizedTest
	@Timeout(20)
	@ValueSource(strings = { "struct { struct { ", "enum : enum : ", "variant <a> { struct a { ", "typealias integer { size = 65; } := x;",
			"stream { event.header := struct { integer { size = 8; } a[99999999]; }; };", "trace { byte_order = middle; };",
			"event { name = \"a\"; fields := struct { nothing x; }; };", "clock { freq = ", "\u0000\u0001", "event { id = x; };" })
	void hostileMetadataIsRefused(String text) throws IOException {
		Files.createDirectories(folder);
		Files.writeString(folder.resolve("metadata"), "/* CTF 1.8 */\n" + text.repeat(2000));
		TraceFormatException refused = assertThrows(TraceFormatException.class, () -> TraceIndex.open(folder));
		assertTrue(refused.getMessage().startsWith("metadata line "), refused.getMessage());
	}

	@Test
	void anEventThatClaimsTooMuchIsLeftOut() throws IOException {
		ForeignTrace.write(folder);
		String bomb = "uint8_t " + "x[65535]" + ";";
		Files.writeString(folder.resolve("metadata"), ForeignTrace.METADATA.replace("uint32_t _vpid;", "struct { " + bomb + " } bomb;"));
		try (TraceIndex index = indexed()) {
			assertEquals(0, index.rows());
			assertTrue(index.problems().getFirst().reason().contains("over the packet's end"), index.problems().toString());
		}
	}

	private TraceIndex indexed() throws IOException {
		TraceIndex index = TraceIndex.open(folder);
		index.update(IndexProgress.NONE);
		return index;
	}
}
