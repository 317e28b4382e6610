package org.ssiworkbench.simulator.tests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.trace.EventKind;

/** Every event of a simulation, in full, as a line of text. */
final class Recording implements SimulationRecorder {
	static final long MILLI = 1_000_000;
	static final long SECOND = 1_000 * MILLI;

	final List<String> lines = new ArrayList<>();

	@Override
	public void event(int node, long time, EventKind kind, long cause, Object... values) {
		lines.add(time + " " + node + " " + kind.traceName() + " " + cause + " " + Arrays.toString(values));
	}

	static SimulationConfig config(int nodes, LinkConfig link, long seed) {
		TreeSet<Integer> numbers = new TreeSet<>();
		for (int node = 1; node <= nodes; node++)
			numbers.add(node);
		TreeMap<Integer, Long> skew = new TreeMap<>();
		skew.put(1, 100L);
		skew.put(2, -100L);
		return new SimulationConfig(numbers, new TreeSet<>(numbers.headSet(3)), 3, 2 * SECOND, false, link, skew, seed);
	}

	/** A run with all kinds of faults. */
	static List<String> run(long seed) {
		Recording recording = new Recording();
		Simulation simulation = new Simulation(config(5, new LinkConfig(MILLI, MILLI, 3, 50_000_000), seed), recording);
		for (int node = 1; node <= 5; node++)
			simulation.boot(node);
		simulation.runFor(SECOND);
		simulation.crash(5);
		simulation.runFor(4 * SECOND);
		simulation.boot(5);
		simulation.loss(1, 3, 40);
		simulation.runFor(SECOND);
		simulation.pause(4);
		simulation.partition(new TreeSet<>(List.of(1, 3)));
		simulation.runFor(5 * SECOND);
		simulation.resume(4);
		simulation.heal();
		simulation.runFor(5 * SECOND);
		return recording.lines;
	}
}
