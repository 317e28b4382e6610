package org.ssiworkbench.trace.internal.index;

import java.util.Arrays;

/**
 * Rows by id, of the ids that were put last: when there are too many, the older half is forgotten. Ids are not 0. Not
 * thread-safe.
 */
final class IdMap {
	private static final int MAX = 1 << 19;
	private static final int SLOTS = 2 * MAX;

	private long[] ids = new long[SLOTS];
	private int[] rows = new int[SLOTS];
	private long[] olderIds = new long[SLOTS];
	private int[] olderRows = new int[SLOTS];
	private int count;

	void put(long id, int row) {
		if (id == 0)
			return;
		int slot = slot(ids, id);
		if (ids[slot] == 0 && ++count > MAX) {
			age();
			slot = slot(ids, id);
		}
		ids[slot] = id;
		rows[slot] = row;
	}

	/** The row of an id, -1 if it is not known. */
	int get(long id) {
		if (id == 0)
			return -1;
		int slot = slot(ids, id);
		if (ids[slot] == id)
			return rows[slot];
		slot = slot(olderIds, id);
		return olderIds[slot] == id ? olderRows[slot] : -1;
	}

	private void age() {
		long[] freeIds = olderIds;
		int[] freeRows = olderRows;
		olderIds = ids;
		olderRows = rows;
		Arrays.fill(freeIds, 0);
		ids = freeIds;
		rows = freeRows;
		count = 1;
	}

	/** Where the id is, or where it belongs. */
	private static int slot(long[] ids, long id) {
		int slot = (int) (id * 0x9E3779B97F4A7C15L >>> 64 - 20);
		while (ids[slot] != id && ids[slot] != 0)
			slot = slot + 1 & SLOTS - 1;
		return slot;
	}
}
