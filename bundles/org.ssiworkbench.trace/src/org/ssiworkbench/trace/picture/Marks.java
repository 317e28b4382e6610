package org.ssiworkbench.trace.picture;

import java.util.List;
import java.util.Set;

/**
 * What is marked in all time views alike.
 *
 * @param instant the replay clock, ns; {@link #NONE} for none
 * @param rangeBegin begin of the selected range, {@link #NONE} for none
 * @param rangeEnd its end
 * @param rows rows of the selected event and of those that belong to it, such as its causal chain
 * @param bookmarks times that somebody marked, ns
 */
public record Marks(long instant, long rangeBegin, long rangeEnd, Set<Integer> rows, List<Long> bookmarks) {
	/** A time that is not there. */
	public static final long NONE = Long.MIN_VALUE;
	/** Nothing is marked. */
	public static final Marks NOTHING = new Marks(NONE, NONE, NONE, Set.of());

	public Marks {
		rows = Set.copyOf(rows);
		bookmarks = List.copyOf(bookmarks);
	}

	/** Marks without bookmarks. */
	public Marks(long instant, long rangeBegin, long rangeEnd, Set<Integer> rows) {
		this(instant, rangeBegin, rangeEnd, rows, List.of());
	}

	/** Whether an event is marked. */
	boolean has(int row) {
		return row >= 0 && rows.contains(row);
	}

	/** Whether events are marked, so that the others step back. */
	boolean hasRows() {
		return !rows.isEmpty();
	}
}
