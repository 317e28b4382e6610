package org.ssiworkbench.trace.state;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Numbers the directions of channels in the order in which they are met. Shared by all tables of a history. Not thread-safe. */
final class ChannelKeys {
	private static final long HASH = 0x9E3779B97F4A7C15L;

	/** By number. */
	private long[] keys = new long[64];
	/** Numbers plus 1 by hash; 0 is free. At most half full. */
	private int[] slots = new int[128];
	private int count;
	private int[] sorted = {};

	int count() {
		return count;
	}

	int number(int from, int to, int channel) {
		long key = (long) from << 32 | (long) to << 8 | channel + 1 & 0xFF;
		int slot = slot(key);
		return slots[slot] != 0 ? slots[slot] - 1 : add(key, slot);
	}

	int from(int number) {
		return (int) (keys[number] >>> 32);
	}

	int to(int number) {
		return (int) (keys[number] >>> 8 & 0xFFFFFF);
	}

	int channel(int number) {
		return (int) (keys[number] & 0xFF) - 1;
	}

	/** All numbers, by sender, receiver and channel ascending. */
	int[] sorted() {
		if (sorted.length < count)
			sorted = IntStream.range(0, count).boxed().sorted(Comparator.comparingLong(number -> keys[number]))
					.mapToInt(Integer::intValue).toArray();
		return sorted;
	}

	private int add(long key, int slot) {
		if (count == keys.length)
			keys = Arrays.copyOf(keys, 2 * count);
		keys[count] = key;
		slots[slot] = ++count;
		if (2 * count > slots.length)
			grow();
		return count - 1;
	}

	private void grow() {
		slots = new int[2 * slots.length];
		for (int number = 0; number < count; number++)
			slots[slot(keys[number])] = number + 1;
	}

	private int slot(long key) {
		int slot = (int) (key * HASH >>> 32) & slots.length - 1;
		while (slots[slot] != 0 && keys[slots[slot] - 1] != key)
			slot = slot + 1 & slots.length - 1;
		return slot;
	}
}
