package org.ssiworkbench.trace.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;

/** What led to what, by the ids that the trace carries. */
public final class Causes {
	private Causes() {
	}

	/** The rows that led to an event, from the first cause to the event itself. A timer or a fault has no cause in the trace. */
	public static int[] chain(TraceIndex index, int row) {
		List<Integer> chain = new ArrayList<>();
		for (int at = row; at >= 0 && !chain.contains(at); at = (int) index.value(Column.PARENT, at))
			chain.addFirst(at);
		return chain.stream().mapToInt(Integer::intValue).toArray();
	}

	/**
	 * The rows of everything that an event caused, itself included, ascending.
	 *
	 * @param max the search ends when it has found so many
	 */
	public static int[] effects(TraceIndex index, int row, int max) {
		TreeSet<Integer> found = new TreeSet<>(List.of(row));
		List<Integer> open = new ArrayList<>(found);
		while (!open.isEmpty() && found.size() < max)
			for (int child : index.children(open.removeLast()))
				if (found.size() < max && found.add(child))
					open.add(child);
		return found.stream().mapToInt(Integer::intValue).toArray();
	}

	/**
	 * Whether an event happened before another one in Lamport's sense (CACM 21(7), 1978): on the same node earlier, or
	 * through messages. Looks at all rows between the two.
	 */
	public static boolean happenedBefore(TraceIndex index, int first, int second) {
		if (first >= second)
			return false;
		Map<Integer, Integer> past = new HashMap<>(Map.of(index.node(second), second));
		for (int row = second; row > first; row--)
			if (index.kind(row) == EventKind.ICS_RECV && row <= past.getOrDefault(index.node(row), -1)) {
				int send = (int) index.value(Column.PARENT, row);
				if (send >= 0)
					past.merge(index.node(send), send, Math::max);
			}
		return first <= past.getOrDefault(index.node(first), -1);
	}
}
