package org.ssiworkbench.trace.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.Ids;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceEvents;
import org.ssiworkbench.trace.TraceReader;
import org.ssiworkbench.trace.TraceWriter;

/** Traces to test with. */
final class Traces {
	static final TraceDescription DESCRIPTION = new TraceDescription(TraceDescription.seededId(7), "three", "simulator", 7,
			1_790_000_000_123_456_789L);

	private Traces() {
	}

	/** The packets that an encoder makes. */
	static final class Packets {
		final List<byte[]> list = new ArrayList<>();
		final PacketEncoder encoder;

		Packets(int node) {
			encoder = new PacketEncoder(DESCRIPTION.id(), node, PacketEncoder.PACKET_BYTES, list::add);
		}

		byte[] last() {
			return list.getLast();
		}
	}

	/** Two nodes that call each other, and the controller: {@code rounds} calls, a packet a node every {@code perPacket} calls. */
	static void write(Path folder, int rounds, int perPacket) throws IOException {
		try (TraceWriter writer = TraceWriter.create(folder, DESCRIPTION)) {
			PacketEncoder one = writer.encoder(1);
			PacketEncoder two = writer.encoder(2);
			writer.record(0, EventKind.LOG, 0, "info", "the cluster starts");
			for (int i = 1; i <= rounds; i++) {
				long id = Ids.message(1, i);
				message(one, i * 1000L, EventKind.ICS_SEND, id, 2);
				message(two, i * 1000L + 400, EventKind.ICS_RECV, id, 1);
				if (i % perPacket == 0) {
					one.flush();
					two.flush();
				}
			}
			one.flush();
			two.flush();
		}
	}

	static void message(PacketEncoder encoder, long time, EventKind kind, long id, int peer) {
		encoder.add(time, kind, 0, id, (long) peer, 1L, "message", "clms", "update", 0L, 1L, 20L, 0L);
	}

	static void log(PacketEncoder encoder, long time, String text) {
		encoder.add(time, EventKind.LOG, 0, "info", text);
	}

	/** Values for every field of a kind. */
	static Object[] values(EventKind kind, long number, String text) {
		return kind.fields().stream().map(field -> field.type() == Field.Type.TEXT ? (Object) text : (Object) number).toArray();
	}

	static List<TraceEvent> read(Path folder) throws IOException {
		return list(TraceReader.open(folder).events());
	}

	static List<TraceEvent> list(TraceEvents events) {
		List<TraceEvent> list = new ArrayList<>();
		events.forEachRemaining(list::add);
		return list;
	}
}
