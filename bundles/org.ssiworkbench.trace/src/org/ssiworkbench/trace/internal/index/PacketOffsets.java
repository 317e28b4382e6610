package org.ssiworkbench.trace.internal.index;

import java.util.Arrays;

/** Where the packets of a stream begin. Thread-safe. */
final class PacketOffsets {
	private long[] offsets = new long[16];
	private int count;

	/** Adds a packet behind those that are there. */
	synchronized void add(long offset) {
		if (count == offsets.length)
			offsets = Arrays.copyOf(offsets, 2 * count);
		offsets[count++] = offset;
	}

	synchronized boolean isEmpty() {
		return count == 0;
	}

	/** The packet that a place is in. */
	synchronized long before(long place) {
		int found = Arrays.binarySearch(offsets, 0, count, place);
		int index = found >= 0 ? found : -found - 2;
		return index < 0 ? 0 : offsets[index];
	}
}
