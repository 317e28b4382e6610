package org.ssiworkbench.trace.index;

import java.util.Arrays;

/** Rows of a trace that somebody keeps, such as a selection: they follow their events when these move. Not thread-safe. */
public final class KeptRows {
	private final TraceIndex index;
	private final int[] rows;
	private final long[] places;
	private final long[] times;
	private long version;

	/** Keeps rows as they are now. */
	public KeptRows(TraceIndex index, int... rows) {
		this.index = index;
		version = index.version();
		this.rows = rows.clone();
		places = Arrays.stream(rows).mapToLong(index::place).toArray();
		times = Arrays.stream(rows).mapToLong(index::time).toArray();
	}

	/** Finds the events again; only those that may have moved are looked for. Returns whether a row is another one now. */
	public boolean update() {
		long now = index.version();
		int unchanged = index.unchangedRows(version);
		version = now;
		boolean moved = false;
		for (int i = 0; i < rows.length; i++)
			if (rows[i] < 0 || rows[i] >= unchanged) {
				int row = index.row(places[i], times[i]);
				moved |= row != rows[i];
				rows[i] = row;
			}
		return moved;
	}

	/** In the order in which they were given; -1 for an event that is not there. */
	public int[] rows() {
		return rows.clone();
	}
}
