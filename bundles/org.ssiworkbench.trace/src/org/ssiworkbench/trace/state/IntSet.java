package org.ssiworkbench.trace.state;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A set of rows. Not thread-safe. */
final class IntSet {
	/** Each row plus 1; 0 is free. Open addressing, at most half full. */
	private int[] slots;
	private int size;

	IntSet() {
		slots = new int[64];
	}

	private IntSet(IntSet other) {
		slots = other.slots.clone();
		size = other.size;
	}

	IntSet copy() {
		return new IntSet(this);
	}

	int size() {
		return size;
	}

	void add(int row) {
		int slot = slot(row + 1);
		if (slots[slot] != 0)
			return;
		slots[slot] = row + 1;
		if (2 * ++size > slots.length)
			resize(2 * slots.length);
	}

	void remove(int row) {
		int free = slot(row + 1);
		if (slots[free] == 0)
			return;
		size--;
		// What was pushed on from here moves back, so that no search ends at the gap.
		int at = free;
		while (true) {
			at = at + 1 & slots.length - 1;
			if (slots[at] == 0)
				break;
			int home = home(slots[at]);
			if ((at - home & slots.length - 1) >= (at - free & slots.length - 1)) {
				slots[free] = slots[at];
				free = at;
			}
		}
		slots[free] = 0;
	}

	void keep(IntPredicate wanted) {
		int[] kept = sorted().filter(wanted).toArray();
		slots = new int[Math.max(64, Integer.highestOneBit(kept.length + 1) << 2)];
		size = 0;
		for (int row : kept)
			add(row);
	}

	/** All of them, ascending. */
	IntStream sorted() {
		return Arrays.stream(slots).filter(slot -> slot != 0).map(slot -> slot - 1).sorted();
	}

	private void resize(int length) {
		int[] old = slots;
		slots = new int[length];
		for (int item : old)
			if (item != 0)
				slots[slot(item)] = item;
	}

	private int slot(int item) {
		int slot = home(item);
		while (slots[slot] != item && slots[slot] != 0)
			slot = slot + 1 & slots.length - 1;
		return slot;
	}

	private int home(int item) {
		return (int) (item * 0x9E3779B97F4A7C15L >>> 40) & slots.length - 1;
	}
}
