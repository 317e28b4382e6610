package org.ssiworkbench.trace.internal.index;

import java.nio.IntBuffer;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Which event led to which: each row has its parent, its first child and its next sibling. Stored as row + 1, so that
 * an unwritten row has none. One thread writes.
 */
public final class Links {
	private static final int COLUMNS = 3;
	private static final int PARENT = 0;
	private static final int CHILD = 1;
	private static final int SIBLING = 2;
	private static final int MASK = Columns.BLOCK - 1;

	private final RowFile file;
	private volatile IntBuffer[] blocks = {};

	Links(Path file) {
		this.file = new RowFile(file, COLUMNS * Integer.BYTES * Columns.BLOCK);
	}

	/** The row that led to this one, -1 if none is known. */
	public int parent(int row) {
		return get(PARENT, row);
	}

	/** The rows that this one led to, ascending. */
	public int[] children(int row) {
		int[] children = new int[4];
		int count = 0;
		for (int child = get(CHILD, row); child >= 0 && (count == 0 || child < children[count - 1]); child = get(SIBLING, child)) {
			if (count == children.length)
				children = Arrays.copyOf(children, 2 * count);
			children[count++] = child;
		}
		int[] ascending = new int[count];
		for (int i = 0; i < count; i++)
			ascending[i] = children[count - 1 - i];
		return ascending;
	}

	/** A checksum of a block. */
	long checksum(int block) {
		return file.checksum(block);
	}

	/** Adds a row, with the one before it that led to it; -1 if there is none. Rows are added in ascending order. */
	void add(int row, int parent) {
		put(PARENT, row, -1);
		put(CHILD, row, -1);
		if (parent >= 0)
			link(row, parent);
	}

	/** Links a row that has no parent yet. */
	void link(int row, int parent) {
		put(PARENT, row, parent);
		put(SIBLING, row, get(CHILD, parent));
		put(CHILD, parent, row);
	}

	/** Undoes the links of rows [from, to), the last ones. */
	void unlink(int from, int to) {
		for (int row = to - 1; row >= from; row--) {
			int parent = parent(row);
			if (parent >= 0 && parent < from)
				put(CHILD, parent, get(SIBLING, row));
		}
	}

	private int get(int column, int row) {
		return block(row >>> Columns.BLOCK_SHIFT).get(column * Columns.BLOCK + (row & MASK)) - 1;
	}

	private void put(int column, int row, int value) {
		block(row >>> Columns.BLOCK_SHIFT).put(column * Columns.BLOCK + (row & MASK), value + 1);
	}

	private IntBuffer block(int index) {
		IntBuffer[] known = blocks;
		return index < known.length && known[index] != null ? known[index] : open(index);
	}

	private synchronized IntBuffer open(int index) {
		IntBuffer[] more = Arrays.copyOf(blocks, Math.max(blocks.length, index + 1));
		MappedByteBuffer bytes = file.block(index);
		more[index] = bytes.asIntBuffer();
		blocks = more;
		return more[index];
	}
}
