package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceReader;
import org.ssiworkbench.trace.TraceWriter;

class PacketEncoderTest {
	@TempDir
	Path folder;

	private final Traces.Packets packets = new Traces.Packets(1);

	@ParameterizedTest
	@EnumSource
	void everyKindComesBackAsItWas(EventKind kind) throws IOException {
		List<TraceEvent> expected = new ArrayList<>();
		for (long number : new long[] { 0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE })
			for (String text : new String[] { "", "a", "1=UP 2=DOWN", "größe \u20AC \uD83D\uDE00", "x".repeat(4000) }) {
				Object[] values = Traces.values(kind, number, text);
				packets.encoder.add(expected.size(), kind, number, values);
				expected.add(new TraceEvent(expected.size(), 1, kind, number, List.of(values)));
			}
		assertEquals(expected, throughTrace());
	}

	@Test
	void longTextIsCutBetweenCharacters() throws IOException {
		Traces.log(packets.encoder, 1, "x".repeat(3999) + "\u20AC and more");
		assertEquals("x".repeat(3999), throughTrace().getFirst().text("text"));
	}

	@Test
	void whatAStringCannotHoldBecomesAQuestionMark() throws IOException {
		Traces.log(packets.encoder, 1, "a\0b\uD83Dc\uDE00");
		assertEquals("a?b?c?", throughTrace().getFirst().text("text"));
	}

	@Test
	void timeNeverGoesBack() throws IOException {
		Traces.log(packets.encoder, -5, "before the begin");
		Traces.log(packets.encoder, 10, "a");
		packets.encoder.flush();
		Traces.log(packets.encoder, 4, "b");
		assertEquals(List.of(0L, 10L, 10L), throughTrace().stream().map(TraceEvent::time).toList());
	}

	@Test
	void refusedEventLeavesNothingBehind() throws IOException {
		Traces.log(packets.encoder, 1, "before");
		PacketEncoder encoder = packets.encoder;
		assertThrows(IllegalArgumentException.class, () -> encoder.add(2, EventKind.LOG, 0, "info"));
		assertThrows(ClassCastException.class, () -> encoder.add(2, EventKind.LOG, 0, "info", 5L));
		assertThrows(ClassCastException.class, () -> encoder.add(2, EventKind.ICS_REMOTE_DOWN, 0, 1L, "two"));
		Traces.log(packets.encoder, 3, "behind");
		assertEquals(List.of("before", "behind"), throughTrace().stream().map(event -> event.text("text")).toList());
	}

	@Test
	void fullPacketGoesToTheSinkAtOnce() throws IOException {
		for (int i = 0; packets.list.isEmpty(); i++)
			Traces.log(packets.encoder, i, "some text");
		assertTrue(packets.last().length <= PacketEncoder.PACKET_BYTES);
		assertTrue(packets.last().length > PacketEncoder.PACKET_BYTES - 100, "a packet is filled before it goes");
		int count = throughTrace().size();
		assertEquals(count - 1, (int) throughTraceAgain().getLast().time());
	}

	@Test
	void largestEventFitsIntoTheSmallestPacket() {
		List<byte[]> sink = new ArrayList<>();
		PacketEncoder encoder = new PacketEncoder(Traces.DESCRIPTION.id(), 1, 16 << 10, sink::add);
		for (EventKind kind : EventKind.values())
			encoder.add(1, kind, 0, Traces.values(kind, 1, "\u20AC".repeat(5000)));
		encoder.flush();
		assertTrue(sink.stream().allMatch(packet -> packet.length <= 16 << 10));
	}

	@Test
	void nothingAddedMakesNoPacket() {
		packets.encoder.flush();
		assertEquals(List.of(), packets.list);
	}

	@Test
	void impossiblePacketSizeIsRefused() {
		assertThrows(IllegalArgumentException.class, () -> new PacketEncoder(Traces.DESCRIPTION.id(), 1, 1000, packets.list::add));
		assertThrows(IllegalArgumentException.class, () -> new PacketEncoder(Traces.DESCRIPTION.id(), 1, 1 << 20, packets.list::add));
		assertThrows(IllegalArgumentException.class, () -> new PacketEncoder(Traces.DESCRIPTION.id(), -1, 1 << 16, packets.list::add));
	}

	@Test
	void lostEventsAreCounted() throws IOException {
		packets.encoder.lost(41);
		packets.encoder.lost(1);
		Traces.log(packets.encoder, 1, "the queue was full");
		throughTrace();
		assertEquals(42, TraceReader.open(folder).info().lost());
	}

	@Test
	void seededIdsAreTheSameForTheSameSeed() {
		assertEquals(TraceDescription.seededId(3), TraceDescription.seededId(3));
		assertTrue(!TraceDescription.seededId(3).equals(TraceDescription.seededId(4)));
		assertEquals(8, TraceDescription.seededId(3).version());
		assertEquals(2, TraceDescription.seededId(3).variant());
	}

	private List<TraceEvent> throughTrace() throws IOException {
		packets.encoder.flush();
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			for (byte[] packet : packets.list)
				writer.append(1, packet);
		}
		return throughTraceAgain();
	}

	private List<TraceEvent> throughTraceAgain() throws IOException {
		assertEquals(List.of(), TraceReader.open(folder).info().problems());
		return Traces.read(folder);
	}
}
