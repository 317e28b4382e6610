package org.ssiworkbench.node;

import java.util.SortedSet;

import org.ssiworkbench.node.load.LevelingConfig;

/**
 * What a node is told when it boots.
 *
 * @param number own node number, 1..127
 * @param nodes all configured node numbers, own included
 * @param initNodes the nodes that may become CLMS master, lowest first; at least one
 * @param imaliveCount imalive messages a timeout period; 1..100
 * @param imalivePeriod the timeout period in ns: a node silent for this long is declared down
 * @param quorum whether a master needs a majority of the configured init nodes
 * @param seed start of the node's own random generator
 * @param incarnation counts the boots of this node number, so that peers can tell an old connection from a new one; from 1
 * @param leveling how it levels its load
 */
public record NodeConfig(int number, SortedSet<Integer> nodes, SortedSet<Integer> initNodes, int imaliveCount,
		long imalivePeriod, boolean quorum, long seed, int incarnation, LevelingConfig leveling) {

	/** A node that does not level its load. */
	public NodeConfig(int number, SortedSet<Integer> nodes, SortedSet<Integer> initNodes, int imaliveCount, long imalivePeriod,
			boolean quorum, long seed, int incarnation) {
		this(number, nodes, initNodes, imaliveCount, imalivePeriod, quorum, seed, incarnation, LevelingConfig.OFF);
	}
}
