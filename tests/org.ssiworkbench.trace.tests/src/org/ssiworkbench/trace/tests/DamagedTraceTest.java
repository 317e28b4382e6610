package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceEvents;
import org.ssiworkbench.trace.TraceInfo;
import org.ssiworkbench.trace.TraceReader;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Membership;
import org.ssiworkbench.trace.query.Messages;
import org.ssiworkbench.trace.query.TraceChecks;
import org.ssiworkbench.trace.state.StateHistory;

class DamagedTraceTest {
	private static final int PER_PACKET = 5;
	private static final int ROUNDS = 40;

	@TempDir
	Path temp;

	@Test
	void streamCutAtEveryByteGivesTheEventsBeforeTheCut() throws IOException {
		Path folder = written();
		List<TraceEvent> whole = ofNode(Traces.read(folder), 1);
		byte[] stream = Files.readAllBytes(folder.resolve("node-1"));
		int packetBytes = stream.length / (ROUNDS / PER_PACKET);
		int before = 0;
		for (int length = 0; length < stream.length; length++) {
			Files.write(folder.resolve("node-1"), Arrays.copyOf(stream, length));
			TraceEvents events = TraceReader.open(folder).events();
			List<TraceEvent> readable = ofNode(Traces.list(events), 1);
			assertEquals(whole.subList(0, readable.size()), readable);
			assertTrue(readable.size() >= length / packetBytes * PER_PACKET, "whole packets are read, cut at " + length);
			assertTrue(readable.size() >= before, "a longer file does not show less, cut at " + length);
			assertEquals(length % packetBytes == 0, events.problems().isEmpty(), "cut at " + length);
			before = readable.size();
		}
		assertTrue(before > whole.size() - PER_PACKET, "a packet that is cut off is read up to the cut");
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void corruptBytesCostNoMoreThanTheirNeighbourhood(long seed) throws IOException {
		Path folder = written();
		byte[] stream = Files.readAllBytes(folder.resolve("node-1"));
		int packetBytes = stream.length / (ROUNDS / PER_PACKET);
		SplittableRandom random = new SplittableRandom(seed);
		List<TraceEvent> whole = ofNode(Traces.read(folder), 1);
		for (int i = 0; i < 300; i++) {
			byte[] corrupt = stream.clone();
			int at = random.nextInt(stream.length);
			corrupt[at] ^= (byte) (1 << random.nextInt(8));
			Files.write(folder.resolve("node-1"), corrupt);
			List<TraceEvent> readable = Traces.read(folder);
			List<TraceEvent> intact = new ArrayList<>(whole);
			int packet = at / packetBytes;
			intact.subList(packet * PER_PACKET, (packet + 1) * PER_PACKET).clear();
			assertTrue(readable.containsAll(intact), "seed " + seed + ", step " + i + ", byte " + at);
			assertEquals(ROUNDS, ofNode(readable, 2).size());
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13, 14, 15, 16 })
	void anythingCanBeReadToAnEnd(long seed) throws IOException {
		SplittableRandom random = new SplittableRandom(seed);
		Path folder = written();
		byte[] stream = Files.readAllBytes(folder.resolve("node-2"));
		for (int i = 0; i < 200; i++) {
			Files.write(folder.resolve("node-2"), damaged(stream, random));
			TraceReader reader = TraceReader.open(folder);
			TraceInfo info = reader.info();
			List<TraceEvent> events = Traces.list(reader.events());
			assertEquals(info.events(), events.size(), "seed " + seed + ", step " + i);
			assertTrue(isOrdered(events), "seed " + seed + ", step " + i);
			TraceChecks.of(reader);
			assertIndexed(folder, events);
		}
	}

	private static void assertIndexed(Path folder, List<TraceEvent> events) throws IOException {
		try (TraceIndex index = TraceIndex.open(folder)) {
			index.update(IndexProgress.NONE);
			assertEquals(events.size(), index.rows());
			for (int row = 0; row < events.size(); row++)
				assertEquals(events.get(row), index.event(row));
			new Messages(index).matching(Filter.ALL);
			Membership.of(index);
			StateHistory.of(index).at(index.end());
		}
	}

	@Test
	void emptyStreamIsAProblemAndTheOthersAreRead() throws IOException {
		Path folder = written();
		Files.write(folder.resolve("node-1"), new byte[0]);
		TraceInfo info = TraceReader.open(folder).info();
		assertEquals("node-1 at byte 0: the stream is empty", info.problems().getFirst().toString());
		assertEquals(List.of(2), info.nodes());
		assertEquals(ROUNDS + 1, info.events());
	}

	@Test
	void traceWithoutStreamsIsAProblem() throws IOException {
		Path folder = written();
		for (String file : List.of("controller", "node-1", "node-2"))
			Files.delete(folder.resolve(file));
		TraceInfo info = TraceReader.open(folder).info();
		assertEquals(0, info.events());
		assertEquals("the trace has no streams", info.problems().getFirst().reason());
	}

	@Test
	void streamThatVanishesWhileReadingIsAProblem() throws IOException {
		Path folder = written();
		TraceEvents events = TraceReader.open(folder).events();
		Files.delete(folder.resolve("node-1"));
		List<TraceEvent> readable = Traces.list(events);
		assertEquals(ROUNDS, ofNode(readable, 2).size());
		assertTrue(events.problems().getFirst().toString().startsWith("node-1"), events.problems().toString());
	}

	@Test
	void fileThatIsNoStreamIsAProblemAndFoldersAreNot() throws IOException {
		Path folder = written();
		Files.createDirectory(folder.resolve("capture"));
		Files.writeString(folder.resolve(".hidden"), "nothing of the trace");
		assertEquals(List.of(), TraceReader.open(folder).info().problems());
		Files.write(folder.resolve("zeros"), new byte[1 << 20]);
		TraceInfo info = TraceReader.open(folder).info();
		assertEquals("zeros at byte 0: no packet of this trace begins here", info.problems().getFirst().toString());
		assertEquals(2 * ROUNDS + 1, info.events());
	}

	@Test
	void streamOfFalseBeginningsIsGivenUp() throws IOException {
		Path folder = written();
		byte[] begin = Arrays.copyOf(Files.readAllBytes(folder.resolve("node-1")), 20);
		ByteBuffer beginnings = ByteBuffer.allocate(4 << 20);
		while (beginnings.remaining() >= begin.length)
			beginnings.put(begin);
		Files.write(folder.resolve("node-1"), beginnings.array());
		TraceInfo info = TraceReader.open(folder).info();
		assertEquals(ROUNDS + 1, info.events());
		assertTrue(info.problems().stream().anyMatch(problem -> problem.reason().contains("the rest of it is not read")));
	}

	@Test
	void hugeEmptySpaceIsNotSearchedToItsEnd() throws IOException {
		Path folder = written();
		try (RandomAccessFile stream = new RandomAccessFile(folder.resolve("node-1").toFile(), "rw")) {
			stream.setLength(1L << 40);
		}
		TraceInfo info = TraceReader.open(folder).info();
		assertEquals(2 * ROUNDS + 1, info.events());
		assertTrue(info.problems().getLast().reason().contains("the rest of it is not read"), info.problems().toString());
	}

	@Test
	void missingFirstPacketsAreAProblem() throws IOException {
		Path folder = written();
		byte[] stream = Files.readAllBytes(folder.resolve("node-1"));
		int packetBytes = stream.length / (ROUNDS / PER_PACKET);
		Files.write(folder.resolve("node-1"), Arrays.copyOfRange(stream, 2 * packetBytes, stream.length));
		TraceInfo info = TraceReader.open(folder).info();
		assertEquals("node-1 at byte 0: packets missing before this one: 2", info.problems().getFirst().toString());
		assertFalse(info.streams().isEmpty());
	}

	private Path written() throws IOException {
		Path folder = temp.resolve("trace");
		Traces.write(folder, ROUNDS, PER_PACKET);
		return folder;
	}

	/** Flips, cuts, doubles, drops or zeroes pieces. */
	private static byte[] damaged(byte[] stream, SplittableRandom random) {
		byte[] data = stream.clone();
		for (int n = random.nextInt(1, 6); n > 0 && data.length > 0; n--) {
			int from = random.nextInt(data.length);
			int to = Math.min(data.length, from + random.nextInt(1, 600));
			switch (random.nextInt(5)) {
				case 0 -> data[from] = (byte) random.nextInt();
				case 1 -> data = Arrays.copyOf(data, from);
				case 2 -> data = spliced(data, to, from);
				case 3 -> data = spliced(data, from, to);
				default -> Arrays.fill(data, from, to, (byte) (random.nextBoolean() ? 0 : 0xFF));
			}
		}
		return data;
	}

	private static byte[] spliced(byte[] data, int headEnd, int tailBegin) {
		byte[] result = Arrays.copyOf(data, headEnd + data.length - tailBegin);
		System.arraycopy(data, tailBegin, result, headEnd, data.length - tailBegin);
		return result;
	}

	private static boolean isOrdered(List<TraceEvent> events) {
		for (int i = 1; i < events.size(); i++)
			if (events.get(i).time() < events.get(i - 1).time())
				return false;
		return true;
	}

	private static List<TraceEvent> ofNode(List<TraceEvent> events, int node) {
		return events.stream().filter(event -> event.node() == node).toList();
	}
}
