package org.ssiworkbench.views.membership;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.views.timeline.Rows;

/** The transitions of a trace, each once however many nodes recorded it. */
final class Transitions {
	private Transitions() {
	}

	/**
	 * One transition.
	 *
	 * @param row of the first record of it
	 * @param seenBy the nodes that recorded it
	 */
	record Transition(long time, long transid, long node, String from, String to, String cause, TreeSet<Integer> seenBy, int row) {
	}

	private record Key(long transid, long node, String to) implements Comparable<Key> {
		private static final Comparator<Key> ORDER = Comparator.comparingLong(Key::transid).thenComparingLong(Key::node)
				.thenComparing(Key::to);

		@Override
		public int compareTo(Key other) {
			return ORDER.compare(this, other);
		}
	}

	/** All of them by time; fewer when cancelled. Takes long for a large trace. */
	static List<Transition> of(TraceIndex index, BooleanSupplier cancelled) {
		TreeMap<Key, Transition> found = new TreeMap<>();
		Rows.of(index, cancelled, EventKind.CLMS_TRANSITION).forEach(row -> add(found, row, index.event(row)));
		List<Transition> sorted = new ArrayList<>(found.values());
		sorted.sort(Comparator.comparingInt(Transition::row));
		return sorted;
	}

	private static void add(TreeMap<Key, Transition> found, int row, TraceEvent event) {
		Key key = new Key(event.integer("transid"), event.integer("subject"), event.text("to")); //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$
		found.computeIfAbsent(key, absent -> new Transition(event.time(), key.transid(), key.node(), event.text("from"), key.to(), //$NON-NLS-1$
				event.text("reason"), new TreeSet<>(), row)).seenBy().add(event.node()); //$NON-NLS-1$
	}
}
