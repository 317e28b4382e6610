package org.ssiworkbench.trace.internal.index;

/**
 * The rows in which messages were sent and received, of the last few thousand ids of each life of each node. Ids count up
 * (see {@link org.ssiworkbench.trace.Ids}), so each life has a ring, and what is asked for together lies together. A ring
 * in which messages under way would be overwritten grows; what was not received for long is lost and lets no ring grow, so
 * that the rings stay in the processor's cache. Not thread-safe.
 */
final class MessageRows {
	private static final int RING_BITS = 12;
	private static final int RINGS = 1 << RING_BITS;
	private static final int PROBES = 8;
	private static final int FEWEST = 1 << 11;
	private static final int MOST = 1 << 16;
	/** Rings do not grow beyond so many entries of 16 bytes together. */
	private static final int BUDGET = 1 << 22;
	/** A message that was not received for so many rows is taken for lost. */
	private static final int UNDER_WAY = 1 << 18;
	private static final long HASH = 0x9E3779B97F4A7C15L;
	private static final long RECEIVED = 0xFFFFFFFFL;

	/** Which life's ids a ring has. */
	private final long[] lives = new long[RINGS];
	/** In turns an id, and its rows plus 1: of the send in the upper half, of the receive in the lower one. */
	private final long[][] rings = new long[RINGS][];
	private int entries;

	/** Remembers where a message was sent. Returns the row where it was received if that is known already, else -1. */
	int sent(long id, int row) {
		int index = index(id >>> 32);
		long[] ring = rings[index];
		int at = at(ring, id);
		if (ring[at] != 0 && ring[at] != id && underWay(ring[at + 1], row) && grow(index)) {
			ring = rings[index];
			at = at(ring, id);
		}
		long rows = ring[at] == id ? ring[at + 1] : 0;
		ring[at] = id;
		ring[at + 1] = row + 1L << 32 | rows & RECEIVED;
		return rows >>> 32 == 0 ? (int) rows - 1 : -1;
	}

	/** Remembers where a message was received. Returns the row where it was sent, -1 if that is not known. */
	int received(long id, int row) {
		long[] ring = rings[index(id >>> 32)];
		int at = at(ring, id);
		long rows = ring[at] == id ? ring[at + 1] : 0;
		ring[at] = id;
		ring[at + 1] = rows & ~RECEIVED | row + 1;
		return (int) (rows >>> 32) - 1;
	}

	/** The row where a message was received, -1 if that is not known. */
	int receiveOf(long id) {
		long[] ring = rings[index(id >>> 32)];
		int at = at(ring, id);
		return ring[at] == id ? (int) ring[at + 1] - 1 : -1;
	}

	/** Forgets where a message was sent: that row moves. */
	void forgetSent(long id) {
		long[] ring = rings[index(id >>> 32)];
		int at = at(ring, id);
		if (ring[at] == id)
			ring[at + 1] &= RECEIVED;
	}

	/** Forgets where a message was received: that row moves. */
	void forgetReceived(long id) {
		long[] ring = rings[index(id >>> 32)];
		int at = at(ring, id);
		if (ring[at] == id)
			ring[at + 1] &= ~RECEIVED;
	}

	private static boolean underWay(long rows, int now) {
		return (rows & RECEIVED) == 0 && now - (int) (rows >>> 32) < UNDER_WAY;
	}

	private static int at(long[] ring, long id) {
		return (int) id << 1 & ring.length - 1;
	}

	private int index(long life) {
		int home = (int) (life * HASH >>> 64 - RING_BITS);
		for (int i = home; i < home + PROBES; i++) {
			int index = i & RINGS - 1;
			if (rings[index] == null)
				renew(index, life);
			if (lives[index] == life)
				return index;
		}
		renew(home, life); // more lives at once than any cluster has: an older one is forgotten
		return home;
	}

	private void renew(int index, long life) {
		entries += FEWEST - (rings[index] == null ? 0 : rings[index].length / 2);
		rings[index] = new long[2 * FEWEST];
		lives[index] = life;
	}

	private boolean grow(int index) {
		long[] ring = rings[index];
		int size = ring.length / 2;
		if (size >= MOST || entries + size > BUDGET)
			return false;
		long[] larger = new long[2 * ring.length];
		for (int from = 0; from < ring.length; from += 2) {
			int to = at(larger, ring[from]);
			larger[to] = ring[from];
			larger[to + 1] = ring[from + 1];
		}
		rings[index] = larger;
		entries += size;
		return true;
	}
}
