package org.ssiworkbench.simulator.campaign;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.load.LevelingConfig;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.simulator.SplitMix64;

/** Random clusters, and what random harm can be done to one. */
final class Faults {
	private static final long SECOND = 1_000_000_000;
	private static final long MILLI = 1_000_000;

	private final Simulation simulation;
	private final SplitMix64 random;
	private final List<Integer> nodes;

	Faults(Simulation simulation, SplitMix64 random) {
		this.simulation = simulation;
		this.random = random;
		nodes = List.copyOf(simulation.config().nodes());
	}

	static SimulationConfig cluster(SplitMix64 random) {
		return cluster(random, LevelingConfig.OFF);
	}

	static SimulationConfig cluster(SplitMix64 random, LevelingConfig leveling) {
		int count = 2 + (int) random.below(6);
		TreeSet<Integer> numbers = new TreeSet<>();
		for (int n = 1; n <= count; n++)
			numbers.add(n);
		TreeSet<Integer> initNodes = new TreeSet<>();
		while (initNodes.size() < 1 + random.below(Math.min(3, count)))
			initNodes.add(1 + (int) random.below(count));
		TreeMap<Integer, Long> skew = new TreeMap<>();
		for (Integer n : numbers)
			skew.put(n, random.below(401) - 200);
		LinkConfig link = new LinkConfig(50_000 + random.below(5 * MILLI), random.below(2 * MILLI),
				random.chance(30) ? random.below(5) : 0, random.chance(20) ? 10_000_000 : 0);
		return new SimulationConfig(numbers, initNodes, 3 + (int) random.below(3), SECOND + random.below(SECOND), random.chance(25),
				link, skew, random.next(), leveling);
	}

	int node() {
		return nodes.get((int) random.below(nodes.size()));
	}

	void next() {
		switch ((int) random.below(12)) {
		case 0, 1 -> simulation.crash(node());
		case 2, 3, 4 -> simulation.boot(node());
		case 5 -> simulation.shutdown(node());
		case 6 -> simulation.partition(someNodes());
		case 7 -> simulation.heal();
		case 8 -> simulation.loss(node(), node(), random.chance(30) ? 100 : random.below(60));
		case 9 -> simulation.link(node(), node(), new LinkConfig(random.below(50 * MILLI), random.below(20 * MILLI), 0, 0));
		case 10 -> pause();
		default -> simulation.reset(node(), node(), (int) random.below(IcsChannel.COUNT));
		}
	}

	private void pause() {
		int node = node();
		simulation.pause(node);
		simulation.schedule(simulation.now() + random.below(4 * SECOND), () -> simulation.resume(node));
	}

	private TreeSet<Integer> someNodes() {
		TreeSet<Integer> some = new TreeSet<>();
		for (Integer node : nodes)
			if (random.chance(50))
				some.add(node);
		return some;
	}

	/** Makes everything whole. */
	void end() {
		for (Integer node : nodes)
			simulation.resume(node);
		simulation.heal();
	}

	/** Boots everything that is off. */
	void bootAll() {
		for (Integer node : nodes)
			simulation.boot(node);
	}
}
