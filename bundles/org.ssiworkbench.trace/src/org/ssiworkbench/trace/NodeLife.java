package org.ssiworkbench.trace;

import java.util.Comparator;

/**
 * One life of a node, from a boot to a halt or crash, as far as its stream tells.
 *
 * @param node the node's number, 0 for the controller
 * @param boot counts its lives in the trace, from 1
 * @param begin time of its first event, ns of the cluster's clock
 * @param end time of its last event
 */
public record NodeLife(int node, int boot, long begin, long end) implements Comparable<NodeLife> {
	private static final Comparator<NodeLife> ORDER = Comparator.comparingInt(NodeLife::node).thenComparingInt(NodeLife::boot);

	@Override
	public int compareTo(NodeLife other) {
		return ORDER.compare(this, other);
	}
}
