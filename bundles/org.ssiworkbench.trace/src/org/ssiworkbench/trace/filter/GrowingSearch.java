package org.ssiworkbench.trace.filter;

import java.util.function.BooleanSupplier;

import org.ssiworkbench.trace.index.TraceIndex;

/**
 * The rows of a growing trace that satisfy a filter. Each search looks only at rows that came or moved since the one before.
 * Thread-safe.
 */
public final class GrowingSearch {
	private final TraceIndex index;
	private final Filter filter;
	private RowSet rows = RowSet.NONE;
	private long version = -1;

	/** Nothing is searched yet. */
	public GrowingSearch(TraceIndex index, Filter filter) {
		this.index = index;
		this.filter = filter;
	}

	/** What is looked for. */
	public Filter filter() {
		return filter;
	}

	/**
	 * All rows by now that satisfy the filter.
	 *
	 * @param cancelled see {@link Filter#search}
	 */
	public synchronized RowSet search(BooleanSupplier cancelled) {
		long now = index.version();
		RowSet found = filter.search(index, rows, knownRows(), cancelled);
		if (!cancelled.getAsBoolean()) {
			rows = found;
			version = now;
		}
		return found;
	}

	/** How many rows at the begin are the same as when they were searched last. */
	private int knownRows() {
		return index.unchangedRows(version);
	}
}
