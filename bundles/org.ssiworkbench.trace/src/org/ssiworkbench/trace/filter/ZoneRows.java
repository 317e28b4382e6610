package org.ssiworkbench.trace.filter;

import java.util.Arrays;

import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.internal.index.IndexData;
import org.ssiworkbench.trace.internal.index.Slot;
import org.ssiworkbench.trace.internal.index.Zones;

/** The rows of the zone that a thread is at, as arrays that are loaded when they are asked for. Used by one thread. */
final class ZoneRows {
	static final int WORDS = Zones.ROWS / Long.SIZE;

	private static final Slot[] SLOTS = Slot.values();

	private final TraceIndex index;
	private final IndexData data;
	private final long[][] longs = new long[SLOTS.length][];
	private final int[][] ints = new int[SLOTS.length][];
	private final char[][] chars = new char[SLOTS.length][];
	private final byte[][] bytes = new byte[SLOTS.length][];
	private final boolean[] loaded = new boolean[SLOTS.length];
	int zone;
	int count;

	ZoneRows(TraceIndex index, IndexData data) {
		this.index = index;
		this.data = data;
	}

	/** Goes to a zone of which {@code rows} rows are there. */
	void enter(int newZone, int rows) {
		zone = newZone;
		count = rows;
		Arrays.fill(loaded, false);
	}

	Zones zones() {
		return data.zones();
	}

	long[] longs(Slot slot) {
		int i = slot.ordinal();
		if (!loaded[i]) {
			longs[i] = longs[i] == null ? new long[Zones.ROWS] : longs[i];
			data.columns().longs(slot, zone << Zones.SHIFT, count, longs[i], 0);
			loaded[i] = true;
		}
		return longs[i];
	}

	int[] ints(Slot slot) {
		int i = slot.ordinal();
		if (!loaded[i]) {
			ints[i] = ints[i] == null ? new int[Zones.ROWS] : ints[i];
			data.columns().ints(slot, zone << Zones.SHIFT, count, ints[i], 0);
			loaded[i] = true;
		}
		return ints[i];
	}

	char[] chars(Slot slot) {
		int i = slot.ordinal();
		if (!loaded[i]) {
			chars[i] = chars[i] == null ? new char[Zones.ROWS] : chars[i];
			data.columns().chars(slot, zone << Zones.SHIFT, count, chars[i], 0);
			loaded[i] = true;
		}
		return chars[i];
	}

	byte[] bytes(Slot slot) {
		int i = slot.ordinal();
		if (!loaded[i]) {
			bytes[i] = bytes[i] == null ? new byte[Zones.ROWS] : bytes[i];
			data.columns().bytes(slot, zone << Zones.SHIFT, count, bytes[i], 0);
			loaded[i] = true;
		}
		return bytes[i];
	}

	/** The whole event of one of the rows. */
	TraceEvent event(int row) {
		return index.event((zone << Zones.SHIFT) + row);
	}
}
