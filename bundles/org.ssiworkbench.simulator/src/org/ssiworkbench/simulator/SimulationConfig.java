package org.ssiworkbench.simulator;

import java.util.SortedMap;
import java.util.SortedSet;

import org.ssiworkbench.node.load.LevelingConfig;

/**
 * What is simulated.
 *
 * @param nodes all configured node numbers
 * @param initNodes those that may become CLMS master
 * @param imaliveCount imalive messages a period
 * @param imalivePeriod ns
 * @param quorum whether a master needs a majority of the init nodes
 * @param link every link, unless changed later
 * @param skew parts per million by which a node's clock is too fast (negative: too slow); absent = 0
 * @param seed of everything random
 * @param leveling how the nodes level their load
 */
public record SimulationConfig(SortedSet<Integer> nodes, SortedSet<Integer> initNodes, int imaliveCount, long imalivePeriod,
		boolean quorum, LinkConfig link, SortedMap<Integer, Long> skew, long seed, LevelingConfig leveling) {

	/** Nodes that do not level their load. */
	public SimulationConfig(SortedSet<Integer> nodes, SortedSet<Integer> initNodes, int imaliveCount, long imalivePeriod,
			boolean quorum, LinkConfig link, SortedMap<Integer, Long> skew, long seed) {
		this(nodes, initNodes, imaliveCount, imalivePeriod, quorum, link, skew, seed, LevelingConfig.OFF);
	}
}
