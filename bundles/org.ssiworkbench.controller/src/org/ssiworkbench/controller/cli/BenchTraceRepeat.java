package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Field;

/**
 * Makes a trace longer by repeating it: the same events later, in later lives of the nodes, with ids of their own. That is
 * many times as fast as to simulate on. Where things are in a packet says {@code docs/trace-format.md}.
 */
final class BenchTraceRepeat {
	private static final int BEGIN = 24;
	private static final int END = 32;
	private static final int PACKET_SIZE = 48;
	private static final int SEQUENCE = 64;
	private static final int BOOT = 76;
	private static final int EVENTS = 84;
	private static final int EVENT_TIME = 2;
	private static final int EVENT_CAUSE = 10;
	private static final int EVENT_FIELDS = 18;
	private static final Set<String> IDS = Set.of("msg", "request");
	/** Added to the ids of each repetition; their counters and lives are below, the timer's bit is above. */
	private static final long NEXT_IDS = 1L << 40;
	private static final int MOST = 127;

	private final ByteBuffer stream;
	private int packets;
	private int lives;
	private long last;

	private BenchTraceRepeat(byte[] bytes) {
		stream = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		for (int packet = 0; packet < bytes.length; packet = end(packet)) {
			packets++;
			lives = Math.max(lives, stream.getInt(packet + BOOT));
			last = stream.getLong(packet + END);
		}
	}

	/** Lets every stream of a trace have its events so many times; at most {@value #MOST}. */
	static void repeat(Path folder, int times) throws IOException {
		if (times > MOST)
			throw new UsageException("a trace can be repeated " + MOST + " times, not " + times);
		List<Path> streams;
		try (Stream<Path> files = Files.list(folder)) {
			streams = files.filter(file -> Files.isRegularFile(file) && !file.endsWith("metadata")).sorted().toList();
		}
		long span = 0;
		for (Path file : streams)
			span = Math.max(span, new BenchTraceRepeat(Files.readAllBytes(file)).last + 1);
		for (Path file : streams) {
			BenchTraceRepeat repeat = new BenchTraceRepeat(Files.readAllBytes(file));
			try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
				for (int time = 1; time < times; time++) {
					repeat.shift(span);
					out.write(repeat.stream.array());
				}
			}
		}
	}

	private int end(int packet) {
		return packet + (int) (stream.getLong(packet + PACKET_SIZE) / Byte.SIZE);
	}

	private void shift(long span) {
		for (int packet = 0; packet < stream.capacity(); packet = end(packet)) {
			add(packet + BEGIN, span);
			add(packet + END, span);
			add(packet + SEQUENCE, packets);
			stream.putInt(packet + BOOT, stream.getInt(packet + BOOT) + lives);
			for (int event = packet + EVENTS; event < end(packet);)
				event = shiftEvent(event, span);
		}
	}

	/** Returns where the event ends. */
	private int shiftEvent(int event, long span) {
		add(event + EVENT_TIME, span);
		renumber(event + EVENT_CAUSE);
		int at = event + EVENT_FIELDS;
		for (Field field : EventKind.values()[stream.getShort(event)].fields())
			if (field.type() == Field.Type.TEXT) {
				while (stream.get(at++) != 0)
					continue;
			} else {
				if (IDS.contains(field.name()))
					renumber(at);
				at += Long.BYTES;
			}
		return at;
	}

	private void renumber(int at) {
		if (stream.getLong(at) != 0)
			add(at, NEXT_IDS);
	}

	private void add(int at, long more) {
		stream.putLong(at, stream.getLong(at) + more);
	}
}
