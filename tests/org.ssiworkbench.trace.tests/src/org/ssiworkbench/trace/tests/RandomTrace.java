package org.ssiworkbench.trace.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.Ids;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceWriter;

/** A trace with events of all kinds, messages with sends, receives, causes and losses, and values that fit no column. */
final class RandomTrace {
	private static final String[] WORDS = { "", "clms", "file", "update", "UP", "DOWN", "a rather long text that is no word",
			"ünï", "0" };
	private static final int NODES = 4;

	private final Random random;
	private final List<PacketEncoder> encoders = new ArrayList<>();
	private final long[] counters = new long[NODES + 1];
	private long time;

	private RandomTrace(TraceWriter writer, long seed) {
		random = new Random(seed);
		for (int node = 0; node <= NODES; node++)
			encoders.add(writer.encoder(node));
	}

	/** Writes about so many events. */
	static void write(Path folder, long seed, int events) throws IOException {
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			RandomTrace trace = new RandomTrace(writer, seed);
			for (int i = 0; i < events; i += 3)
				trace.step();
			trace.encoders.forEach(PacketEncoder::flush);
		}
	}

	private void step() {
		time += random.nextInt(3) * random.nextInt(100_000);
		int node = 1 + random.nextInt(NODES);
		if (random.nextInt(4) > 0)
			exchange(node, 1 + random.nextInt(NODES));
		else
			anything(random.nextInt(NODES + 1));
		if (random.nextInt(20) == 0)
			encoders.get(node).flush();
	}

	private void exchange(int from, int to) {
		long id = Ids.message(from, ++counters[from]);
		add(from, EventKind.ICS_SEND, 0, message(id, to));
		if (random.nextInt(20) == 0)
			return;
		time += random.nextInt(1000);
		add(to, EventKind.ICS_RECV, id, message(id, from));
		add(to, EventKind.LOG, id, "info", WORDS[random.nextInt(WORDS.length)]);
	}

	private Object[] message(long id, int peer) {
		return new Object[] { id, (long) peer, random.nextInt(8) - 1L, random.nextBoolean() ? "rpc" : "imalive",
				WORDS[random.nextInt(3)], WORDS[random.nextInt(4)], 0L, random.nextInt(5), random.nextInt(300),
				random.nextInt(50) == 0 ? 5_000_000_000L : random.nextInt(3) * 1000L };
	}

	private void anything(int node) {
		EventKind[] kinds = EventKind.values();
		EventKind kind = kinds[random.nextInt(kinds.length)];
		Object[] values = kind.fields().stream().map(field -> field.type() == Field.Type.TEXT ? (Object) word() : (Object) number()).toArray();
		add(node, kind, random.nextInt(5), values);
	}

	private String word() {
		return random.nextInt(20) == 0 ? "x".repeat(random.nextInt(600)) + random.nextInt(1000) : WORDS[random.nextInt(WORDS.length)];
	}

	private long number() {
		return switch (random.nextInt(8)) {
		case 0 -> random.nextLong();
		case 1 -> Integer.MIN_VALUE + random.nextInt(2);
		case 2 -> -random.nextInt(200);
		default -> random.nextInt(6);
		};
	}

	private void add(int node, EventKind kind, long cause, Object... values) {
		encoders.get(node).add(time, kind, cause, values);
	}
}
