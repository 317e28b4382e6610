package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.TraceInfo;
import org.ssiworkbench.trace.TraceReader;
import org.ssiworkbench.trace.TraceWriter;

class TraceWriterTest {
	@TempDir
	Path temp;

	private Path folder;
	private TraceWriter writer;

	@BeforeEach
	void create() throws IOException {
		folder = temp.resolve("a/trace");
		writer = TraceWriter.create(folder, Traces.DESCRIPTION);
	}

	@Test
	void everyHalfPacketOfAKilledNodeIsRefused() throws IOException {
		Traces.Packets packets = new Traces.Packets(3);
		Traces.log(packets.encoder, 1, "whole");
		packets.encoder.flush();
		writer.append(3, packets.last());
		Traces.log(packets.encoder, 2, "half");
		packets.encoder.flush();
		byte[] stream = Files.readAllBytes(folder.resolve("node-3"));
		for (int length = 1; length < packets.last().length; length++) {
			byte[] half = Arrays.copyOf(packets.last(), length);
			assertThrows(TraceFormatException.class, () -> writer.append(3, half));
			assertArrayEquals(stream, Files.readAllBytes(folder.resolve("node-3")));
		}
	}

	@Test
	void packetsBeforeTheHalfOneLand() throws IOException {
		Traces.Packets packets = new Traces.Packets(3);
		ByteArrayOutputStream together = new ByteArrayOutputStream();
		for (int i = 0; i < 3; i++) {
			Traces.log(packets.encoder, i, "line " + i);
			packets.encoder.flush();
			together.write(packets.last());
		}
		byte[] cut = Arrays.copyOf(together.toByteArray(), together.size() - 1);
		TraceFormatException refused = assertThrows(TraceFormatException.class, () -> writer.append(3, cut));
		assertTrue(refused.getMessage().contains("node 3"), refused.getMessage());
		assertEquals(List.of("line 0", "line 1"), texts());
		assertEquals(List.of(), TraceReader.open(folder).info().problems());
	}

	@Test
	void foreignPacketsAreRefused() {
		PacketEncoder otherTrace = new PacketEncoder(new UUID(1, 2), 3, 1 << 16,
				packet -> assertThrows(TraceFormatException.class, () -> writer.append(3, packet)));
		Traces.log(otherTrace, 1, "of another trace");
		otherTrace.flush();
		Traces.Packets otherNode = new Traces.Packets(4);
		Traces.log(otherNode.encoder, 1, "of another node");
		otherNode.encoder.flush();
		assertThrows(TraceFormatException.class, () -> writer.append(3, otherNode.last()));
		assertThrows(TraceFormatException.class, () -> writer.append(3, new byte[500]));
		assertTrue(Files.notExists(folder.resolve("node-3")));
	}

	@Test
	void packetFromThePastIsRefusedAndItsGapShows() throws IOException {
		Traces.Packets packets = new Traces.Packets(3);
		for (int i = 0; i < 3; i++) {
			Traces.log(packets.encoder, 10 * i, "line " + i);
			packets.encoder.flush();
		}
		writer.append(3, packets.list.get(0));
		writer.append(3, packets.list.get(2));
		assertThrows(TraceFormatException.class, () -> writer.append(3, packets.list.get(1)));
		TraceInfo info = TraceReader.open(folder).info();
		assertEquals(2, info.events());
		assertEquals(List.of("packets missing before this one: 1"), info.problems().stream().map(problem -> problem.reason()).toList());
	}

	@Test
	void nodeThatBootsAgainContinuesItsStream() throws IOException {
		for (int boot = 0; boot < 3; boot++) {
			Traces.Packets packets = new Traces.Packets(3);
			packets.encoder.lost(5);
			for (int i = 0; i < 2; i++) {
				Traces.log(packets.encoder, boot * 100 + i, "line");
				packets.encoder.flush();
				writer.append(3, packets.last());
			}
		}
		TraceReader reader = TraceReader.open(folder);
		assertEquals(List.of(new NodeLife(3, 1, 0, 1), new NodeLife(3, 2, 100, 101), new NodeLife(3, 3, 200, 201)), reader.lives());
		TraceInfo info = reader.info();
		assertEquals(List.of(), info.problems());
		assertEquals(List.of(new TraceInfo.Stream("node-3", 3, 3, 6, 6, 0, 201, 15)), info.streams());
	}

	@Test
	void packetLostAtTheBeginOfALaterLifeShows() throws IOException {
		for (int boot = 0; boot < 2; boot++) {
			Traces.Packets packets = new Traces.Packets(3);
			for (int i = 0; i < 2; i++) {
				Traces.log(packets.encoder, boot * 100 + i, "line");
				packets.encoder.flush();
				if (boot == 0 || i > 0)
					writer.append(3, packets.last());
			}
		}
		TraceInfo info = TraceReader.open(folder).info();
		assertEquals(2, info.streams().getFirst().boots());
		assertEquals("packets missing before this one: 1", info.problems().getFirst().reason());
	}

	@Test
	void whatWasAppendedIsThereWithoutClosing() throws IOException {
		writer.record(5, EventKind.FAULT_INJECTED, 0, "crash", 3, "by the operator");
		assertEquals(List.of(), Traces.read(folder));
		writer.flush();
		TraceEvent event = Traces.read(folder).getFirst();
		assertEquals(new TraceEvent(5, 0, EventKind.FAULT_INJECTED, 0, List.of("crash", 3L, "by the operator")), event);
	}

	@Test
	void folderInUseIsRefused() {
		IOException refused = assertThrows(IOException.class, () -> TraceWriter.create(folder, Traces.DESCRIPTION));
		assertTrue(refused.getMessage().contains("not empty"), refused.getMessage());
	}

	@Test
	void sameInputMakesSameBytes() throws IOException {
		Traces.write(temp.resolve("one"), 2000, 70);
		Traces.write(temp.resolve("two"), 2000, 70);
		Map<String, String> one = content(temp.resolve("one"));
		assertEquals(one, content(temp.resolve("two")));
		assertEquals(List.of("controller", "metadata", "node-1", "node-2"), List.copyOf(one.keySet()));
	}

	private List<String> texts() throws IOException {
		return Traces.read(folder).stream().map(event -> event.text("text")).toList();
	}

	private static Map<String, String> content(Path folder) throws IOException {
		Map<String, String> content = new TreeMap<>();
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.toList())
				content.put(file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
		}
		return content;
	}
}
