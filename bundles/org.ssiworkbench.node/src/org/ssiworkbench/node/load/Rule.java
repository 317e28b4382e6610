package org.ssiworkbench.node.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntToLongFunction;

/**
 * Whether to move a process, and where to: to the node with the lowest load, if that load and one process with a
 * stability margin is strictly below the own load (the "simplified Mosix" rule).
 */
public final class Rule {
	/** The load of one process, hundredths. */
	public static final long ONE_PROCESS = 100;
	/** What a process counts at its new node, in percent of its load: more than one, so that equal loads stay. */
	public static final long STABILITY = 130;

	/** How many nodes are looked at in one turn. */
	public static final int LOOKED_AT = 16;
	private static final long SPREAD = 31;

	/**
	 * A node.
	 *
	 * @param theirs its load with the process and the margin
	 */
	public record Target(int node, long theirs) {
	}

	/** A process that may be moved, and its smoothed load. */
	public record Candidate(int pid, long weight) {
	}

	private Rule() {
	}

	/**
	 * The best of the nodes, null if there is none. Of more than {@link #LOOKED_AT} it looks at so many, at others each
	 * {@code turn} and at others than its neighbours, so that not all that are loaded choose the same idle one. {@code loads}
	 * do not have the own node.
	 */
	public static Target best(int self, long turn, SortedMap<Integer, Long> loads) {
		return best(self, turn, loads, node -> ONE_PROCESS);
	}

	/** The same for nodes of different speeds: loads, and what one process is at a node, are divided by its speed. */
	public static Target best(int self, long turn, SortedMap<Integer, Long> loads, IntToLongFunction oneProcess) {
		List<Integer> nodes = List.copyOf(loads.keySet());
		Target best = null;
		for (int i = 0; i < Math.min(LOOKED_AT, nodes.size()); i++) {
			int node = nodes.get((int) ((self * SPREAD + turn * LOOKED_AT + i) % nodes.size()));
			long theirs = loads.get(node) + oneProcess.applyAsLong(node) * STABILITY / 100;
			if (best == null || theirs < best.theirs)
				best = new Target(node, theirs);
		}
		return best;
	}

	/** Whether a move is worth it. */
	public static boolean worthIt(long own, Target target) {
		return target != null && target.theirs < own;
	}

	/** The process with the second-highest load, or the only one: the highest is likely the one that was meant to be here. */
	public static Candidate choose(List<Candidate> candidates) {
		List<Candidate> sorted = new ArrayList<>(candidates);
		sorted.sort(Comparator.comparingLong(Candidate::weight).reversed().thenComparingInt(Candidate::pid));
		return sorted.isEmpty() ? null : sorted.get(Math.min(1, sorted.size() - 1));
	}
}
