package org.ssiworkbench.trace.internal.index;

import java.util.Arrays;

/**
 * The rows in which messages were sent and received, of the last few thousand ids of each life of each node. Ids count up
 * (see {@link org.ssiworkbench.trace.Ids}), so each life has a ring, and what is asked for together lies together. Not
 * thread-safe.
 */
final class MessageRows {
	private static final int RING_BITS = 12;
	private static final int RINGS = 1 << RING_BITS;
	private static final int PROBES = 8;
	private static final int MASK = (1 << 12) - 1;
	private static final long HASH = 0x9E3779B97F4A7C15L;

	/** Which life's ids a ring has. */
	private final long[] lives = new long[RINGS];
	/** In turns an id, and its rows plus 1: of the send in the upper half, of the receive in the lower one. */
	private final long[][] rings = new long[RINGS][];

	/** Remembers where a message was sent. Returns the row where it was received if that is known already, else -1. */
	int sent(long id, int row) {
		long[] ring = ring(id);
		int at = at(id);
		long rows = ring[at] == id ? ring[at + 1] : 0;
		ring[at] = id;
		ring[at + 1] = row + 1L << 32 | rows & 0xFFFFFFFFL;
		return rows >>> 32 == 0 ? (int) rows - 1 : -1;
	}

	/** Remembers where a message was received. Returns the row where it was sent, -1 if that is not known. */
	int received(long id, int row) {
		long[] ring = ring(id);
		int at = at(id);
		long rows = ring[at] == id ? ring[at + 1] : 0;
		ring[at] = id;
		ring[at + 1] = rows & 0xFFFFFFFF00000000L | row + 1;
		return (int) (rows >>> 32) - 1;
	}

	/** The row where a message was received, -1 if that is not known. */
	int receiveOf(long id) {
		long[] ring = ring(id);
		int at = at(id);
		return ring[at] == id ? (int) ring[at + 1] - 1 : -1;
	}

	private static int at(long id) {
		return (int) (id & MASK) << 1;
	}

	private long[] ring(long id) {
		long life = id >>> 32;
		int home = (int) (life * HASH >>> 64 - RING_BITS);
		for (int i = home; i < home + PROBES; i++) {
			int index = i & RINGS - 1;
			if (rings[index] == null)
				return rings[index] = newRing(index, life);
			if (lives[index] == life)
				return rings[index];
		}
		lives[home] = life; // more lives at once than any cluster has: an older one is forgotten
		Arrays.fill(rings[home], 0);
		return rings[home];
	}

	private long[] newRing(int index, long life) {
		lives[index] = life;
		return new long[2 * (MASK + 1)];
	}
}
