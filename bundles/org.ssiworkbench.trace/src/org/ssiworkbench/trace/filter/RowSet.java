package org.ssiworkbench.trace.filter;

/** Rows of an index that a filter found. Immutable. */
public final class RowSet {
	static final RowSet NONE = new RowSet(new long[0]);

	private static final int GROUP = 8;

	/** One bit a row. */
	private final long[] words;
	/** How many rows there are before each group of words. */
	private final int[] before;
	private final int size;

	RowSet(long[] words) {
		this.words = words;
		before = new int[words.length / GROUP + 1];
		int count = 0;
		for (int i = 0; i < words.length; i++) {
			if (i % GROUP == 0)
				before[i / GROUP] = count;
			count += Long.bitCount(words[i]);
		}
		if (words.length % GROUP == 0)
			before[words.length / GROUP] = count;
		size = count;
	}

	/** The first {@code kept} words of these, followed by zeros. */
	long[] words(int kept, int length) {
		long[] copy = new long[length];
		System.arraycopy(words, 0, copy, 0, kept);
		return copy;
	}

	/** How many rows. */
	public int size() {
		return size;
	}

	/** Whether a row is among them. */
	public boolean contains(int row) {
		return row >= 0 && row >>> 6 < words.length && (words[row >>> 6] & 1L << row) != 0;
	}

	/** The first of them at or after a row, -1 if there is none. */
	public int next(int row) {
		int from = Math.max(0, row);
		int word = from >>> 6;
		if (word >= words.length)
			return -1;
		long bits = words[word] & -1L << from;
		while (bits == 0 && ++word < words.length)
			bits = words[word];
		return bits == 0 ? -1 : (word << 6) + Long.numberOfTrailingZeros(bits);
	}

	/** The last of them at or before a row, -1 if there is none. */
	public int previous(int row) {
		if (row < 0 || words.length == 0)
			return -1;
		int from = (int) Math.min(row, words.length * 64L - 1);
		int word = from >>> 6;
		long bits = words[word] & -1L >>> ~from;
		while (bits == 0 && --word >= 0)
			bits = words[word];
		return bits == 0 ? -1 : (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
	}

	/** How many of them are in [from, to). */
	public int count(int from, int to) {
		return to <= from ? 0 : rank(to) - rank(from);
	}

	/** How many of them are before a row: the place that it has, or would have, among them. */
	public int rank(int row) {
		if (row <= 0)
			return 0;
		int word = row >>> 6;
		if (word >= words.length)
			return size;
		int rank = before[word / GROUP];
		for (int i = word / GROUP * GROUP; i < word; i++)
			rank += Long.bitCount(words[i]);
		return rank + Long.bitCount(words[word] & ~(-1L << row));
	}

	/** The {@code index}-th of them, from 0: what a virtual table needs. */
	public int get(int index) {
		if (index < 0 || index >= size)
			throw new IndexOutOfBoundsException("there is no row " + index + " among " + size);
		int left = index;
		int word = group(index) * GROUP;
		left -= before[word / GROUP];
		while (left >= Long.bitCount(words[word]))
			left -= Long.bitCount(words[word++]);
		long bits = words[word];
		while (left-- > 0)
			bits &= bits - 1;
		return (word << 6) + Long.numberOfTrailingZeros(bits);
	}

	/** The last group before which there are at most so many rows. */
	private int group(int index) {
		int low = 0;
		int high = (words.length - 1) / GROUP;
		while (low < high) {
			int middle = low + high + 1 >>> 1;
			if (before[middle] <= index)
				low = middle;
			else
				high = middle - 1;
		}
		return low;
	}
}
