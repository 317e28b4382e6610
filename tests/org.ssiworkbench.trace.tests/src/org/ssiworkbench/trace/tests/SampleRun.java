package org.ssiworkbench.trace.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceWriter;

/** A plausible run of a few nodes: calls, lost messages, a crash and a return, processes that move, loads. */
final class SampleRun {
	static final int NODES = 5;
	static final long MILLI = 1_000_000;
	/** When node 5 crashes, and when the others find out. */
	static final long CRASH = 400 * MILLI;
	static final long FOUND = 450 * MILLI;
	/** When node 5 is up again. */
	static final long BACK = 700 * MILLI;
	private static final int STEPS = 25;
	static final long PID = (2L << 15) + 7;

	private record Entry(int node, EventKind kind, Object[] values) {
	}

	private final TreeMap<Long, List<Entry>> entries = new TreeMap<>();
	private final SplittableRandom random;
	private final long[] counters = new long[NODES + 1];

	private SampleRun(long seed) {
		random = new SplittableRandom(seed);
	}

	/** Writes a run of a second with so many messages. */
	static void write(Path folder, long seed, int messages) throws IOException {
		SampleRun run = new SampleRun(seed);
		run.membership();
		run.processes();
		run.random.longs(messages, 0, 1000 * MILLI).sorted().forEach(run::message);
		run.write(folder);
	}

	/** What is done after each step of a trace that grows. */
	@FunctionalInterface
	interface Growth {
		void step() throws IOException;
	}

	/** Makes a trace that has nothing yet of what a whole one has. */
	static Path begin(Path whole, Path growing) throws IOException {
		Files.createDirectory(growing);
		Files.copy(whole.resolve("metadata"), growing.resolve("metadata"));
		return growing;
	}

	/** Lets a trace become what the whole one is, the nodes' packets coming in any order. */
	static void grow(Path whole, Path growing, Growth growth) throws IOException {
		SplittableRandom random = new SplittableRandom(7);
		for (int step = 1; step <= STEPS; step++) {
			for (int node = 1; node <= NODES; node++) {
				byte[] stream = Files.readAllBytes(whole.resolve("node-" + node));
				Path target = growing.resolve("node-" + node);
				int have = Files.exists(target) ? (int) Files.size(target) : 0;
				int until = step == STEPS ? stream.length : Math.max(have, stream.length * (step - random.nextInt(2)) / STEPS);
				Files.write(target, Arrays.copyOfRange(stream, have, until), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			}
			growth.step();
		}
	}

	private void membership() {
		for (int node = 1; node <= NODES; node++)
			add(node * 1000L, node, EventKind.CLMS_VIEW, 1L, 1L, members("UP"));
		for (int node = 1; node < NODES; node++) {
			add(FOUND + node, node, EventKind.CLMS_TRANSITION, 2L, (long) NODES, "UP", "DOWN", "no imalive");
			add(FOUND + node, node, EventKind.CLMS_VIEW, 2L, 1L, members("DOWN"));
			add(BACK + node, node, EventKind.CLMS_TRANSITION, 3L, (long) NODES, "DOWN", "UP", "rejoined");
		}
		add(BACK + NODES, NODES, EventKind.CLMS_VIEW, 3L, 1L, members("UP"));
	}

	private static String members(String last) {
		return "1=UP 2=UP 3=UP 4=UP 5=" + last;
	}

	/** A process starts on node 2, executes another program, moves to node 3 and, in vain, to node 1; another one ends with node 5. */
	private void processes() {
		add(10 * MILLI, 2, EventKind.PROC_START, PID, 0L, "sh");
		add(100 * MILLI, 2, EventKind.MIGRATE_BEGIN, PID, 2L, 3L, "load", "make");
		add(110 * MILLI, 2, EventKind.MIGRATE_FREEZE, PID, 3L, 4096L, 2L);
		add(112 * MILLI, 2, EventKind.MIGRATE_TRANSFER, PID, 3L, 1024L);
		add(115 * MILLI, 3, EventKind.MIGRATE_RESUME, PID, 2L, 5 * MILLI);
		add(116 * MILLI, 2, EventKind.MIGRATE_DONE, PID, 3L, 5120L, 16 * MILLI);
		add(200 * MILLI, 3, EventKind.MIGRATE_BEGIN, PID, 3L, 1L, "operator", "make");
		add(205 * MILLI, 3, EventKind.MIGRATE_FAIL, PID, 3L, 1L, "prepare", "no room");
		add(300 * MILLI, 3, EventKind.PROC_EXIT, PID, 0L);
		add(20 * MILLI, 5, EventKind.PROC_START, (5L << 15) + 1, 0L, "sort");
		for (int sample = 0; sample < 50; sample++)
			add(sample * 20 * MILLI + 1, 1 + sample % 4, EventKind.LOAD_SAMPLE, (long) (sample * 7 % 300));
		add(90 * MILLI, 2, EventKind.LOAD_DECISION, "move", PID, 3L, 200L, 100L, "node 3 has less to do");
	}

	private void message(long time) {
		int from = 1 + random.nextInt(NODES);
		int to = 1 + (from + random.nextInt(NODES - 1)) % NODES;
		if (isDown(from, time))
			return;
		long id = Ids.message(from, ++counters[from]);
		String service = random.nextInt(3) == 0 ? "clms" : "file";
		String form = random.nextInt(4) == 0 ? "imalive" : "rpc";
		add(time, from, EventKind.ICS_SEND, id, (long) to, 1L, form, service, "update", 0L, 1L, 20L, 0L);
		long received = time + 50_000 + random.nextInt(3_000_000);
		if (!isDown(to, received) && random.nextInt(50) > 0)
			add(received, to, EventKind.ICS_RECV, id, (long) from, 1L, form, service, "update", 0L, 1L, 20L, 0L);
	}

	private static boolean isDown(int node, long time) {
		return node == NODES && time >= CRASH && time <= BACK + NODES;
	}

	private void add(long time, int node, EventKind kind, Object... values) {
		entries.computeIfAbsent(time, key -> new ArrayList<>()).add(new Entry(node, kind, values));
	}

	private void write(Path folder) throws IOException {
		try (TraceWriter writer = TraceWriter.create(folder, Traces.DESCRIPTION)) {
			write(writer, entries.headMap(BACK));
			write(writer, entries.tailMap(BACK));
		}
	}

	/** Writes what happened in a node's life. */
	private static void write(TraceWriter writer, SortedMap<Long, List<Entry>> part) {
		TreeMap<Integer, PacketEncoder> encoders = new TreeMap<>();
		long flushed = 0;
		for (var at : part.entrySet()) {
			if (at.getKey() - flushed > 30 * MILLI) {
				encoders.values().forEach(PacketEncoder::flush);
				flushed = at.getKey();
			}
			for (Entry entry : at.getValue())
				encoders.computeIfAbsent(entry.node, writer::encoder).add(at.getKey(), entry.kind, 0, entry.values);
		}
		encoders.values().forEach(PacketEncoder::flush);
	}
}
