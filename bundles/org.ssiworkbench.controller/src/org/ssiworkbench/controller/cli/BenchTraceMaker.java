package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

import org.ssiworkbench.simulator.workload.Workload;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceWriter;

/** Makes the trace of a long, busy run of a simulated cluster. */
final class BenchTraceMaker {
	private static final int NODES = 100;
	private static final long SEED = 4;
	private static final long MOST_SIMULATED = 10_000_000;
	private static final long FLUSH_PERIOD = 100_000_000;

	private final TraceWriter trace;
	private final SortedMap<Integer, PacketEncoder> encoders = new TreeMap<>();
	private long flushed;

	private BenchTraceMaker(TraceWriter trace) {
		this.trace = trace;
	}

	/** Writes a trace of at least so many events into a new folder; what is more than can be simulated in minutes repeats the begin. */
	static void make(Path folder, long events) throws IOException {
		simulate(folder, Math.min(events, MOST_SIMULATED));
		if (events > MOST_SIMULATED)
			BenchTraceRepeat.repeat(folder, Math.toIntExact((events + MOST_SIMULATED - 1) / MOST_SIMULATED));
	}

	private static void simulate(Path folder, long events) throws IOException {
		TraceDescription description = new TraceDescription(TraceDescription.seededId(SEED), "bench", "simulator", SEED, 0);
		try (TraceWriter trace = TraceWriter.create(folder, description)) {
			BenchTraceMaker maker = new BenchTraceMaker(trace);
			new Workload(NODES, SEED, maker::record).run(events);
			maker.flush();
		}
	}

	private void record(int node, long time, EventKind kind, long cause, Object... values) {
		if (time - flushed >= FLUSH_PERIOD) {
			flushed = time;
			flush();
		}
		encoders.computeIfAbsent(node, trace::encoder).add(time, kind, cause, values);
	}

	private void flush() {
		encoders.values().forEach(PacketEncoder::flush);
	}
}
