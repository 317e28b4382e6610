package org.ssiworkbench.trace.view;

import java.util.Set;

/**
 * What of the processes is wanted.
 *
 * @param byNode whether lanes are nodes; else they are processes
 * @param movedOnly whether to leave out processes that never moved
 * @param loads whether to show the nodes' loads
 * @param nodes the nodes whose loads and, by node, lanes to show; empty for all
 */
public record MigrationOptions(boolean byNode, boolean movedOnly, boolean loads, Set<Integer> nodes) {
	/** A lane a process, with the loads of all nodes. */
	public static final MigrationOptions BY_PROCESS = new MigrationOptions(false, false, true, Set.of());
	/** A lane a node, with the loads of all nodes. */
	public static final MigrationOptions BY_NODE = new MigrationOptions(true, false, true, Set.of());

	public MigrationOptions {
		nodes = Set.copyOf(nodes);
	}
}
