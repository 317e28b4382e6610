package org.ssiworkbench.uml;

import java.nio.ByteBuffer;

/** Which node was last heard from an Ethernet address: a hash table that replaces at collision and never grows. */
final class MacTable {
	private static final int SIZE = 1 << 10;
	private static final long MULTICAST = 1L << 40;
	private final long[] addresses = new long[SIZE];
	private final byte[] nodes = new byte[SIZE];

	/** The 48-bit address at an offset. */
	static long mac(ByteBuffer frame, int offset) {
		return (frame.getInt(offset) & 0xffff_ffffL) << 16 | frame.getShort(offset + 4) & 0xffffL;
	}

	void learn(long mac, int node) {
		if ((mac & MULTICAST) != 0)
			return;
		int slot = slot(mac);
		addresses[slot] = mac;
		nodes[slot] = (byte) node;
	}

	/** The node behind an address; 0 when unknown, or for broadcast and multicast. */
	int find(long mac) {
		int slot = slot(mac);
		return addresses[slot] == mac ? nodes[slot] : 0;
	}

	private static int slot(long mac) {
		return (int) (mac * 0x9E3779B97F4A7C15L >>> 54);
	}
}
