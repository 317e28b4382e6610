package org.ssiworkbench.trace.view.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;

/** A growing list of integers outside the heap, so that long traces do not fill it. */
final class IntColumn {
	private static final int SHIFT = 16;
	private static final int MASK = (1 << SHIFT) - 1;

	private final List<IntBuffer> chunks = new ArrayList<>();
	private int size;

	int size() {
		return size;
	}

	int get(int index) {
		return chunks.get(index >>> SHIFT).get(index & MASK);
	}

	void set(int index, int value) {
		chunks.get(index >>> SHIFT).put(index & MASK, value);
	}

	void add(int value) {
		if (size >>> SHIFT == chunks.size())
			chunks.add(ByteBuffer.allocateDirect(Integer.BYTES << SHIFT).order(ByteOrder.nativeOrder()).asIntBuffer());
		set(size++, value);
	}

	/** Adds {@code count} values, times {@code sign}, to the first of {@code sums}. */
	void addTo(int[] sums, int from, int count, int sign) {
		for (int done = 0; done < count;) {
			IntBuffer chunk = chunks.get(from + done >>> SHIFT);
			int at = from + done & MASK;
			int part = Math.min(count - done, MASK + 1 - at);
			for (int i = 0; i < part; i++)
				sums[done + i] += sign * chunk.get(at + i);
			done += part;
		}
	}

	/** Forgets all but the first {@code newSize}. */
	void truncate(int newSize) {
		size = newSize;
		int needed = size + MASK >>> SHIFT;
		if (chunks.size() > needed)
			chunks.subList(needed, chunks.size()).clear();
	}

	/** Place of the first value in [from, to) that is not less than a value; the values there are ascending. */
	int firstAtLeast(int value, int from, int to) {
		int low = from;
		int high = to;
		while (low < high) {
			int middle = low + high >>> 1;
			if (get(middle) < value)
				low = middle + 1;
			else
				high = middle;
		}
		return low;
	}
}
