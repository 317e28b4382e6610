package org.ssiworkbench.trace.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.ssiworkbench.trace.state.ClusterState.ChannelState;

/** Counters of all directions of all channels, in one array that is quickly copied. Not thread-safe. */
final class ChannelTable {
	private static final int FIELDS = 5;
	private static final int SENT = 1;
	private static final int RECEIVED = 2;
	private static final int BYTES = 3;
	/** Queued bytes, shifted left by one; the lowest bit says whether it is throttled. */
	private static final int THROTTLE = 4;
	private static final long HASH = 0x9E3779B97F4A7C15L;

	/** In each entry the key plus 1, then the counters. */
	private long[] entries;
	private int count;

	ChannelTable() {
		entries = new long[64 * FIELDS];
	}

	private ChannelTable(ChannelTable other) {
		entries = other.entries.clone();
		count = other.count;
	}

	ChannelTable copy() {
		return new ChannelTable(this);
	}

	/** How much memory it takes. */
	long bytes() {
		return 8L * entries.length;
	}

	void sent(int from, int to, int channel, long bytes) {
		int entry = entry(from, to, channel);
		entries[entry + SENT]++;
		entries[entry + BYTES] += bytes;
	}

	void received(int from, int to, int channel) {
		entries[entry(from, to, channel) + RECEIVED]++;
	}

	void throttled(int from, int to, int channel, boolean on, long queued) {
		entries[entry(from, to, channel) + THROTTLE] = queued << 1 | (on ? 1 : 0);
	}

	/** Nothing is queued any more from a node to another one. */
	void cut(int from, int to) {
		for (int entry = 0; entry < entries.length; entry += FIELDS)
			if (entries[entry] != 0 && from(entries[entry] - 1) == from && to(entries[entry] - 1) == to)
				entries[entry + THROTTLE] = 0;
	}

	/** By sender, receiver and channel ascending. */
	List<ChannelState> list() {
		long[] keys = new long[count];
		int found = 0;
		for (int entry = 0; entry < entries.length; entry += FIELDS)
			if (entries[entry] != 0)
				keys[found++] = entries[entry] - 1;
		Arrays.sort(keys);
		List<ChannelState> channels = new ArrayList<>(count);
		for (long key : keys)
			channels.add(state(key));
		return channels;
	}

	private ChannelState state(long key) {
		int entry = slot(key + 1);
		long throttle = entries[entry + THROTTLE];
		return new ChannelState(from(key), to(key), (int) (key & 0xFF) - 1, (throttle & 1) != 0, throttle >> 1,
				entries[entry + SENT], entries[entry + RECEIVED], entries[entry + BYTES]);
	}

	private int entry(int from, int to, int channel) {
		long key = ((long) from << 32 | (long) to << 8 | channel + 1 & 0xFF) + 1;
		int slot = slot(key);
		if (entries[slot] != 0)
			return slot;
		if (2 * ++count > entries.length / FIELDS) {
			grow();
			slot = slot(key);
		}
		entries[slot] = key;
		return slot;
	}

	private int slot(long key) {
		int size = entries.length / FIELDS;
		int slot = (int) ((key * HASH >>> 32) & size - 1);
		while (entries[slot * FIELDS] != key && entries[slot * FIELDS] != 0)
			slot = slot + 1 & size - 1;
		return slot * FIELDS;
	}

	private void grow() {
		long[] old = entries;
		entries = new long[2 * old.length];
		for (int entry = 0; entry < old.length; entry += FIELDS)
			if (old[entry] != 0)
				System.arraycopy(old, entry, entries, slot(old[entry]), FIELDS);
	}

	private static int from(long key) {
		return (int) (key >>> 32);
	}

	private static int to(long key) {
		return (int) (key >>> 8 & 0xFFFFFF);
	}
}
