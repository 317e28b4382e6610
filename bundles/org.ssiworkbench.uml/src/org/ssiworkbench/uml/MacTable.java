package org.ssiworkbench.uml;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which node was last heard from an Ethernet address: a hash table that replaces at collision and never grows. An entry
 * is one word, address and node, so that threads need no lock.
 */
final class MacTable {
	private static final int BITS = 10;
	private static final int NODE_BITS = 8;
	private static final long MULTICAST = 1L << 40;
	private final AtomicLongArray entries = new AtomicLongArray(1 << BITS);

	/** The 48-bit address at an offset. */
	static long mac(ByteBuffer frame, int offset) {
		return (frame.getInt(offset) & 0xffff_ffffL) << 16 | frame.getShort(offset + 4) & 0xffffL;
	}

	void learn(long mac, int node) {
		long entry = mac << NODE_BITS | node;
		int slot = slot(mac);
		if ((mac & MULTICAST) == 0 && entries.getPlain(slot) != entry)
			entries.set(slot, entry);
	}

	/** The node behind an address; 0 when unknown, or for broadcast and multicast. */
	int find(long mac) {
		long entry = entries.getAcquire(slot(mac));
		return entry >>> NODE_BITS == mac ? (int) entry & (1 << NODE_BITS) - 1 : 0;
	}

	private static int slot(long mac) {
		return (int) (mac * 0x9E3779B97F4A7C15L >>> Long.SIZE - BITS);
	}
}
