package org.ssiworkbench.trace.internal.index;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What values each 4096 rows have, so that filters can pass over them: the range of each wide slot, and for each narrow one
 * which values modulo 64 occur. One thread updates, any number read.
 */
public final class Zones {
	public static final int SHIFT = 12;
	public static final int ROWS = 1 << SHIFT;

	private static final Slot[] SLOTS = Slot.values();

	/** By slot and zone: the least value, or the mask. */
	private volatile long[][] low = new long[SLOTS.length][64];
	/** By slot and zone: the greatest value. */
	private volatile long[][] high = new long[SLOTS.length][64];
	private final EventRun scratch = new EventRun();

	/** The least value of a wide slot (64 or 32 bits) in a zone. */
	public long min(Slot slot, int zone) {
		return low[slot.ordinal()][zone];
	}

	/** The greatest value of a wide slot in a zone. */
	public long max(Slot slot, int zone) {
		return high[slot.ordinal()][zone];
	}

	/** Bit {@code value & 63} is set for each value of a narrow slot (16 or 8 bits) in a zone. */
	public long mask(Slot slot, int zone) {
		return low[slot.ordinal()][zone];
	}

	/** Notes the rows from {@code first} on, which are the last ones and have the events of a run. */
	void update(Columns columns, int first, EventRun run) {
		int end = first + run.count;
		reserve((end - 1 >>> SHIFT) + 1);
		for (int row = first; row < end; row = (row >>> SHIFT) + 1 << SHIFT) {
			int zone = row >>> SHIFT;
			int zoneEnd = Math.min(end, zone + 1 << SHIFT);
			if ((row & ROWS - 1) == 0)
				note(zone, run, row - first, zoneEnd - first);
			else
				noteAgain(columns, zone, zoneEnd);
		}
	}

	private void noteAgain(Columns columns, int zone, int end) {
		scratch.count = 0;
		columns.read(zone << SHIFT, end, scratch);
		note(zone, scratch, 0, scratch.count);
	}

	private void note(int zone, EventRun run, int from, int to) {
		for (Slot slot : SLOTS)
			switch (slot.width) {
			case LONG -> range(run.longs[slot.index], from, to, slot, zone);
			case INT -> range(run.ints[slot.index], from, to, slot, zone);
			case CHAR -> low[slot.ordinal()][zone] = mask(run.chars[slot.index], from, to);
			case BYTE -> low[slot.ordinal()][zone] = mask(run.bytes[slot.index], from, to);
			}
	}

	private void range(long[] values, int from, int to, Slot slot, int zone) {
		long min = Long.MAX_VALUE;
		long max = Long.MIN_VALUE;
		for (int i = from; i < to; i++) {
			min = Math.min(min, values[i]);
			max = Math.max(max, values[i]);
		}
		low[slot.ordinal()][zone] = min;
		high[slot.ordinal()][zone] = max;
	}

	private void range(int[] values, int from, int to, Slot slot, int zone) {
		int min = Integer.MAX_VALUE;
		int max = Integer.MIN_VALUE;
		for (int i = from; i < to; i++) {
			min = Math.min(min, values[i]);
			max = Math.max(max, values[i]);
		}
		low[slot.ordinal()][zone] = min;
		high[slot.ordinal()][zone] = max;
	}

	private static long mask(char[] values, int from, int to) {
		long mask = 0;
		for (int i = from; i < to; i++)
			mask |= 1L << values[i];
		return mask;
	}

	private static long mask(byte[] values, int from, int to) {
		long mask = 0;
		for (int i = from; i < to; i++)
			mask |= 1L << values[i];
		return mask;
	}

	private void reserve(int zones) {
		if (zones <= low[0].length)
			return;
		int size = Math.max(zones, 2 * low[0].length);
		low = grown(low, size);
		high = grown(high, size);
	}

	private static long[][] grown(long[][] columns, int size) {
		return Arrays.stream(columns).map(column -> Arrays.copyOf(column, size)).toArray(long[][]::new);
	}

	void write(DataOutput out, int rows) throws IOException {
		int zones = rows + ROWS - 1 >>> SHIFT;
		for (int slot = 0; slot < SLOTS.length; slot++)
			for (int zone = 0; zone < zones; zone++) {
				out.writeLong(low[slot][zone]);
				out.writeLong(high[slot][zone]);
			}
	}

	void read(DataInput in, int rows) throws IOException {
		int zones = rows + ROWS - 1 >>> SHIFT;
		reserve(zones);
		for (int slot = 0; slot < SLOTS.length; slot++)
			for (int zone = 0; zone < zones; zone++) {
				low[slot][zone] = in.readLong();
				high[slot][zone] = in.readLong();
			}
	}
}
