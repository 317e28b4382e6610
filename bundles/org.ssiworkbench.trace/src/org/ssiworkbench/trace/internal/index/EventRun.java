package org.ssiworkbench.trace.internal.index;

import java.util.Arrays;

/** Decoded events in columns, on the heap. Not thread-safe. */
public final class EventRun {
	final long[][] longs = new long[Slot.count(Slot.Width.LONG)][0];
	final int[][] ints = new int[Slot.count(Slot.Width.INT)][0];
	final char[][] chars = new char[Slot.count(Slot.Width.CHAR)][0];
	final byte[][] bytes = new byte[Slot.count(Slot.Width.BYTE)][0];
	int count;

	/** Makes room for {@code more} events behind those that are there. */
	void reserve(int more) {
		int wanted = count + more;
		if (wanted <= longs[0].length)
			return;
		int size = Math.max(wanted, 2 * longs[0].length);
		Arrays.setAll(longs, i -> Arrays.copyOf(longs[i], size));
		Arrays.setAll(ints, i -> Arrays.copyOf(ints[i], size));
		Arrays.setAll(chars, i -> Arrays.copyOf(chars[i], size));
		Arrays.setAll(bytes, i -> Arrays.copyOf(bytes[i], size));
	}

	long[] times() {
		return longs[Slot.TIME.index];
	}

	/** Time of the last event; there must be one. */
	long lastTime() {
		return times()[count - 1];
	}

	/** Sets every slot of the {@code added} events behind those that are there to 0; there must be room. */
	void clear(int added) {
		for (long[] column : longs)
			Arrays.fill(column, count, count + added, 0);
		for (int[] column : ints)
			Arrays.fill(column, count, count + added, 0);
		for (char[] column : chars)
			Arrays.fill(column, count, count + added, (char) 0);
		for (byte[] column : bytes)
			Arrays.fill(column, count, count + added, (byte) 0);
	}

	/** Sets a field of an event, or the slot's value for what does not fit. */
	void put(Slot slot, int event, long value) {
		switch (slot.width) {
		case LONG -> longs[slot.index][event] = value;
		case INT -> ints[slot.index][event] = value == (int) value ? (int) value : Integer.MIN_VALUE;
		case CHAR -> chars[slot.index][event] = value == (char) value ? (char) value : Slot.CHAR_ELSEWHERE;
		case BYTE -> bytes[slot.index][event] = value == (byte) value ? (byte) value : Byte.MIN_VALUE;
		}
	}

	/** Appends events [from, to) of another run. */
	void append(EventRun other, int from, int to) {
		int added = to - from;
		reserve(added);
		for (int i = 0; i < longs.length; i++)
			System.arraycopy(other.longs[i], from, longs[i], count, added);
		for (int i = 0; i < ints.length; i++)
			System.arraycopy(other.ints[i], from, ints[i], count, added);
		for (int i = 0; i < chars.length; i++)
			System.arraycopy(other.chars[i], from, chars[i], count, added);
		for (int i = 0; i < bytes.length; i++)
			System.arraycopy(other.bytes[i], from, bytes[i], count, added);
		count += added;
	}

	/** Removes the first {@code dropped} events. */
	void drop(int dropped) {
		count -= dropped;
		for (long[] column : longs)
			System.arraycopy(column, dropped, column, 0, count);
		for (int[] column : ints)
			System.arraycopy(column, dropped, column, 0, count);
		for (char[] column : chars)
			System.arraycopy(column, dropped, column, 0, count);
		for (byte[] column : bytes)
			System.arraycopy(column, dropped, column, 0, count);
	}

	/** Becomes another run's events in a given order. */
	void gather(EventRun other, int[] order) {
		count = 0;
		reserve(other.count);
		count = other.count;
		for (int c = 0; c < longs.length; c++)
			gather(other.longs[c], longs[c], order);
		for (int c = 0; c < ints.length; c++)
			gather(other.ints[c], ints[c], order);
		for (int c = 0; c < chars.length; c++)
			gather(other.chars[c], chars[c], order);
		for (int c = 0; c < bytes.length; c++)
			gather(other.bytes[c], bytes[c], order);
	}

	private void gather(long[] from, long[] to, int[] order) {
		for (int i = 0; i < count; i++)
			to[i] = from[order[i]];
	}

	private void gather(int[] from, int[] to, int[] order) {
		for (int i = 0; i < count; i++)
			to[i] = from[order[i]];
	}

	private void gather(char[] from, char[] to, int[] order) {
		for (int i = 0; i < count; i++)
			to[i] = from[order[i]];
	}

	private void gather(byte[] from, byte[] to, int[] order) {
		for (int i = 0; i < count; i++)
			to[i] = from[order[i]];
	}
}
