package org.ssiworkbench.trace.filter;

import java.util.BitSet;

/** Rows of an index that a filter found. Immutable. */
public final class RowSet {
	private final BitSet rows;
	private final int size;

	RowSet(BitSet rows) {
		this.rows = rows;
		size = rows.cardinality();
	}

	/** How many rows. */
	public int size() {
		return size;
	}

	/** Whether a row is among them. */
	public boolean contains(int row) {
		return rows.get(row);
	}

	/** The first of them at or after a row, -1 if there is none. */
	public int next(int row) {
		return rows.nextSetBit(row);
	}

	/** The last of them at or before a row, -1 if there is none. */
	public int previous(int row) {
		return row < 0 ? -1 : rows.previousSetBit(row);
	}

	/** How many of them are in [from, to). */
	public int count(int from, int to) {
		return rows.get(from, Math.max(from, to)).cardinality();
	}

	/** The {@code index}-th of them, from 0: what a virtual table needs. */
	public int get(int index) {
		if (index < 0 || index >= size)
			throw new IndexOutOfBoundsException(index);
		int row = rows.nextSetBit(0);
		for (int i = 0; i < index; i++)
			row = rows.nextSetBit(row + 1);
		return row;
	}
}
