package org.ssiworkbench.simulator.stepping.internal;

import java.util.Map;
import java.util.TreeMap;

import org.ssiworkbench.simulator.Simulation;

/** States of a simulation by position, a limited number: dense near where one is, sparse far away. */
public final class Snapshots {
	private static final int LIMIT = 32;

	private final TreeMap<Long, Simulation> kept = new TreeMap<>();
	private final long spacing;

	/** Those nearer than {@code spacing} steps to each other are the first to go. */
	public Snapshots(long spacing) {
		this.spacing = spacing;
	}

	/** Those up to a position, for a branch that begins there. */
	public Snapshots upTo(long position) {
		Snapshots copy = new Snapshots(spacing);
		copy.kept.putAll(kept.headMap(position, true));
		return copy;
	}

	/** Keeps a state, which nobody may change afterwards, and drops one when there are too many. */
	public void add(Simulation state) {
		kept.putIfAbsent(state.steps(), state);
		if (kept.size() > LIMIT)
			kept.remove(leastUseful(state.steps()));
	}

	/** The one without which the gap is smallest for its distance from here. The first one stays. */
	private long leastUseful(long here) {
		double least = Double.MAX_VALUE;
		long found = kept.lastKey();
		for (long position = kept.higherKey(kept.firstKey()); position < kept.lastKey(); position = kept.higherKey(position)) {
			double gap = kept.higherKey(position) - kept.lowerKey(position);
			double use = gap / (Math.abs(here - position) + spacing);
			if (use < least && position != here) {
				least = use;
				found = position;
			}
		}
		return found;
	}

	/** The last state at or before a position. There is always one: that at the beginning. */
	public Map.Entry<Long, Simulation> before(long position) {
		return kept.floorEntry(position);
	}

	/** Whether there is none in the {@code spacing} steps up to a position. */
	public boolean sparseAt(long position) {
		return position - kept.floorKey(position) >= spacing;
	}
}
