package org.ssiworkbench.simulator.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Machine;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.simulator.SplitMix64;

/**
 * A busy cluster: every node calls others all the time, processes come, move and go, now and then a node crashes and comes
 * back or the network is cut. The same nodes and seed give the same events, bit for bit.
 */
public final class Workload {
	private static final long MILLI = 1_000_000;
	private static final long SECOND = 1_000 * MILLI;
	private static final LinkConfig LINK = new LinkConfig(100_000, 80_000, 0.05, 400_000_000);
	private static final long CALL_EVERY = 12 * MILLI;
	private static final long FAULT_EVERY = 8 * SECOND;
	private static final int INIT_NODES = 3;

	private final SplitMix64 random;
	private final Calls calls;
	private final Jobs jobs;
	private final Simulation simulation;
	private final List<Integer> nodes;

	/**
	 * A cluster that is off.
	 *
	 * @param count number of nodes, at least 2; they are numbered from 1
	 */
	public Workload(int count, long seed, SimulationRecorder recorder) {
		random = new SplitMix64(seed);
		calls = new Calls(random.next());
		TreeSet<Integer> numbers = new TreeSet<>();
		for (int node = 1; node <= count; node++)
			numbers.add(node);
		nodes = List.copyOf(numbers);
		simulation = new Simulation(new SimulationConfig(numbers, new TreeSet<>(numbers.headSet(INIT_NODES + 1)), 3, 2 * SECOND,
				false, LINK, new TreeMap<>(), random.next()), recorder, calls);
		jobs = new Jobs(simulation, nodes, random.next(), recorder);
	}

	/** Runs until so many events are recorded. */
	public void run(long events) {
		for (int node : nodes) {
			simulation.schedule(random.below(200 * MILLI), () -> simulation.boot(node));
			simulation.schedule(SECOND + random.below(SECOND), () -> call(node));
		}
		simulation.schedule(2 * SECOND, jobs::step);
		simulation.schedule(5 * SECOND, this::fault);
		while (simulation.recorded() + jobs.recorded() < events && simulation.step())
			continue;
	}

	private void call(int node) {
		if (simulation.status(node).machine() == Machine.RUNNING)
			calls.call(node, any(), any());
		simulation.schedule(simulation.now() + random.below(2 * CALL_EVERY), () -> call(node));
	}

	private void fault() {
		int node = any();
		switch ((int) random.below(5)) {
		case 0, 1 -> {
			simulation.crash(node);
			simulation.schedule(simulation.now() + 6 * SECOND, () -> simulation.boot(node));
		}
		case 2 -> {
			simulation.shutdown(node);
			simulation.schedule(simulation.now() + 9 * SECOND, () -> simulation.boot(node));
		}
		case 3 -> {
			simulation.loss(node, any(), 30);
			simulation.schedule(simulation.now() + 2 * SECOND, simulation::heal);
		}
		default -> pause(node);
		}
		simulation.schedule(simulation.now() + FAULT_EVERY / 2 + random.below(FAULT_EVERY), this::fault);
		bootEnded();
	}

	private void pause(int node) {
		simulation.pause(node);
		simulation.schedule(simulation.now() + 300 * MILLI, () -> simulation.resume(node));
	}

	/** Nodes that ended by themselves, as those that were replaced while they stood still. */
	private void bootEnded() {
		List<Integer> ended = new ArrayList<>(nodes);
		ended.removeIf(node -> simulation.status(node).machine() != Machine.HALTED);
		for (int node : ended)
			simulation.schedule(simulation.now() + SECOND, () -> simulation.boot(node));
	}

	private int any() {
		return nodes.get((int) random.below(nodes.size()));
	}
}
