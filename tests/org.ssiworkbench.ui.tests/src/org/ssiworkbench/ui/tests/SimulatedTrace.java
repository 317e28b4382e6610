package org.ssiworkbench.ui.tests;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.simulator.workload.Workload;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceWriter;

/** Traces of simulated clusters. */
final class SimulatedTrace {
	private static final long SECOND = 1_000_000_000;
	private static final LinkConfig LINK = new LinkConfig(100_000, 80_000, 0, 400_000_000);

	private final TraceWriter writer;
	private final SortedMap<Integer, PacketEncoder> encoders = new TreeMap<>();

	private SimulatedTrace(TraceWriter writer) {
		this.writer = writer;
	}

	/** A busy run with calls, crashes and migrations, of so many nodes and at least so many events, into a new folder. */
	static Path busy(Path folder, int nodes, long events, long seed) throws Exception {
		return write(folder, seed, recorder -> new Workload(nodes, seed, recorder).run(events));
	}

	/** Of a hundred nodes ten crash, five are shut down and ten are cut off for a while; the crashed ones come back. */
	static Path troubled(Path folder, long seed) throws Exception {
		return write(folder, seed, recorder -> trouble(seed, recorder));
	}

	private static void trouble(long seed, SimulationRecorder recorder) {
		TreeSet<Integer> nodes = new TreeSet<>(IntStream.rangeClosed(1, 100).boxed().toList());
		Simulation simulation = new Simulation(new SimulationConfig(nodes, new TreeSet<>(nodes.headSet(4)), 3, SECOND, false, LINK,
				new TreeMap<>(), seed), recorder);
		nodes.forEach(node -> simulation.schedule(node * SECOND / 100, () -> simulation.boot(node)));
		simulation.schedule(6 * SECOND, () -> nodes.subSet(11, 21).forEach(simulation::crash));
		simulation.schedule(8 * SECOND, () -> nodes.subSet(26, 31).forEach(simulation::shutdown));
		simulation.schedule(13 * SECOND, () -> nodes.subSet(11, 21).forEach(simulation::boot));
		simulation.schedule(16 * SECOND, () -> simulation.partition(nodes.subSet(4, 9)));
		simulation.schedule(20 * SECOND, simulation::heal);
		simulation.runUntil(24 * SECOND);
	}

	private static Path write(Path folder, long seed, Consumer<SimulationRecorder> run) throws Exception {
		TraceDescription description = new TraceDescription(TraceDescription.seededId(seed), "test", "simulator", seed, 0);
		try (TraceWriter writer = TraceWriter.create(folder, description)) {
			SimulatedTrace trace = new SimulatedTrace(writer);
			run.accept(trace::record);
			trace.encoders.values().forEach(PacketEncoder::flush);
		}
		return folder;
	}

	private void record(int node, long time, EventKind kind, long cause, Object... values) {
		encoders.computeIfAbsent(node, writer::encoder).add(time, kind, cause, values);
	}
}
