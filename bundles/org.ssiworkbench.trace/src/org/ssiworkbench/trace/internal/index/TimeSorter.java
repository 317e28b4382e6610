package org.ssiworkbench.trace.internal.index;

/** Sorts events by time, those of equal time in the order in which they come: by radix, least digit first. Not thread-safe. */
final class TimeSorter {
	private static final int BITS = 11;
	private static final int DIGITS = 1 << BITS;

	private long[] keys = {};
	private long[] otherKeys = {};
	private int[] order = {};
	private int[] otherOrder = {};

	/** The indices of the first {@code count} times in ascending order of time; valid until the next call. */
	int[] order(long[] times, int count) {
		reserve(count);
		long min = Long.MAX_VALUE;
		long max = Long.MIN_VALUE;
		for (int i = 0; i < count; i++) {
			min = Math.min(min, times[i]);
			max = Math.max(max, times[i]);
		}
		for (int i = 0; i < count; i++) {
			keys[i] = times[i] - min;
			order[i] = i;
		}
		int significant = count == 0 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(max - min);
		for (int shift = 0; shift < significant; shift += BITS)
			pass(count, shift);
		return order;
	}

	private void pass(int count, int shift) {
		int[] starts = new int[DIGITS + 1];
		for (int i = 0; i < count; i++)
			starts[(int) (keys[i] >>> shift & DIGITS - 1) + 1]++;
		for (int digit = 0; digit < DIGITS; digit++)
			starts[digit + 1] += starts[digit];
		for (int i = 0; i < count; i++) {
			int to = starts[(int) (keys[i] >>> shift & DIGITS - 1)]++;
			otherKeys[to] = keys[i];
			otherOrder[to] = order[i];
		}
		long[] sortedKeys = otherKeys;
		otherKeys = keys;
		keys = sortedKeys;
		int[] sortedOrder = otherOrder;
		otherOrder = order;
		order = sortedOrder;
	}

	private void reserve(int count) {
		if (keys.length >= count)
			return;
		int size = Math.max(count, 2 * keys.length);
		keys = new long[size];
		otherKeys = new long[size];
		order = new int[size];
		otherOrder = new int[size];
	}
}
