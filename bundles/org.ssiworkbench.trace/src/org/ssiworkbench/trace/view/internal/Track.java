package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.ssiworkbench.trace.view.Segment;

/** Something that is in one state after another; the empty state says that nothing is known. */
final class Track {
	private long[] times = new long[8];
	private int[] rows = new int[8];
	private String[] states = new String[8];
	private int size;

	/** The last state, empty at first. */
	String last() {
		return size == 0 ? "" : states[size - 1];
	}

	/** Goes over into a state. */
	void add(long time, int row, String state) {
		if (state.equals(last()))
			return;
		if (size == times.length) {
			times = Arrays.copyOf(times, 2 * size);
			rows = Arrays.copyOf(rows, 2 * size);
			states = Arrays.copyOf(states, 2 * size);
		}
		times[size] = time;
		rows[size] = row;
		states[size++] = state;
	}

	/** Forgets what came from a row or one after it. */
	void truncate(int row) {
		while (size > 0 && rows[size - 1] >= row)
			size--;
	}

	/** The state at a time. */
	String at(long time) {
		int place = place(time);
		return place < 0 ? "" : states[place];
	}

	/** The first time at or after {@code from} at which it is in a state; {@link Long#MAX_VALUE} if it never is. */
	long firstTime(String state, long from) {
		for (int place = Math.max(0, place(from)); place < size; place++)
			if (states[place].equals(state))
				return Math.max(from, times[place]);
		return Long.MAX_VALUE;
	}

	/** The row that made the state at a time, -1 if there is none. */
	int rowAt(long time) {
		int place = place(time);
		return place < 0 ? -1 : rows[place];
	}

	/** The first change whose row is after {@code row} (or the last before it), as a row; -1 if there is none. */
	int next(int row, boolean forward) {
		int place = Arrays.binarySearch(rows, 0, size, row);
		int next = forward ? (place < 0 ? -place - 1 : place + 1) : (place < 0 ? -place - 2 : place - 1);
		return next < 0 || next >= size ? -1 : rows[next];
	}

	/** The states in [begin, end]; those that begin within the same {@code resolution} ns are put together. */
	List<Segment> segments(long begin, long end, double resolution) {
		List<Segment> segments = new ArrayList<>();
		int place = Math.max(0, place(begin));
		while (place < size && times[place] <= end) {
			int next = together(place, resolution);
			long until = next < size ? times[next] : Long.MAX_VALUE;
			String state = longest(place, next, Math.min(until, end));
			if (until >= begin && !state.isEmpty())
				segments.add(new Segment(Math.max(begin, times[place]), Math.min(end, until), state, next - place, rows[place]));
			place = next;
		}
		return segments;
	}

	/** One state, or all that begin within a pixel if the first of them is shorter than that. */
	private int together(int place, double resolution) {
		long limit = times[place] + (long) Math.max(0, resolution);
		int next = place + 1;
		if (next >= size || times[next] >= limit)
			return next;
		int found = Arrays.binarySearch(times, next, size, limit);
		int after = found < 0 ? -found - 1 : found;
		return after - 1 > place ? after - 1 : next;
	}

	private String longest(int from, int to, long end) {
		String longest = states[from];
		long most = -1;
		for (int place = from; place < to; place++) {
			long until = place + 1 < to ? times[place + 1] : end;
			if (until - times[place] > most) {
				most = until - times[place];
				longest = states[place];
			}
		}
		return longest;
	}

	private int place(long time) {
		int low = 0;
		int high = size;
		while (low < high) {
			int middle = low + high >>> 1;
			if (times[middle] <= time)
				low = middle + 1;
			else
				high = middle;
		}
		return low - 1;
	}
}
