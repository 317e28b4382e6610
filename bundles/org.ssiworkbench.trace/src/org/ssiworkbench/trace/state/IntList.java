package org.ssiworkbench.trace.state;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A growing list of rows. Not thread-safe. */
final class IntList {
	private int[] items;
	private int size;

	IntList() {
		items = new int[16];
	}

	private IntList(int[] items, int size) {
		this.items = items;
		this.size = size;
	}

	IntList copy() {
		return new IntList(items.clone(), size);
	}

	int size() {
		return size;
	}

	void add(int item) {
		if (size == items.length)
			items = Arrays.copyOf(items, 2 * size);
		items[size++] = item;
	}

	IntList filter(IntPredicate wanted) {
		int[] kept = Arrays.stream(items, 0, size).filter(wanted).toArray();
		return new IntList(Arrays.copyOf(kept, Math.max(16, kept.length)), kept.length);
	}

	int[] toArray() {
		return Arrays.copyOf(items, size);
	}
}
