package org.ssiworkbench.node.clms;

import java.util.SortedSet;

/** Decides whether a master may go on or a new one take over. */
@FunctionalInterface
public interface Quorum {
	/** Any node may: after a partition there can be two masters, until the links are whole again. */
	Quorum NONE = (initNodes, reached) -> true;
	/** More than half of the configured init nodes must be reached. */
	Quorum MAJORITY = (initNodes, reached) -> 2 * reached.size() > initNodes.size();

	/** {@code reached} are the init nodes that are heard, own one included. */
	boolean holds(SortedSet<Integer> initNodes, SortedSet<Integer> reached);
}
