package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/** The stored columns of an index: blocks of 65536 rows, in each block one slot after the other. Thread-safe like {@link RowFile}. */
public final class Columns {
	public static final int BLOCK_SHIFT = 16;
	public static final int BLOCK = 1 << BLOCK_SHIFT;

	private static final Slot[] SLOTS = Slot.values();
	/** By slot: what the slots before it take of a row. */
	private static final int[] OFFSETS = new int[SLOTS.length];
	private static final int ROW_BYTES;

	static {
		int bytes = 0;
		for (Slot slot : SLOTS) {
			OFFSETS[slot.ordinal()] = bytes;
			bytes += slot.width.bytes;
		}
		ROW_BYTES = bytes;
	}

	/** The views of one block. */
	private record Block(LongBuffer[] longs, IntBuffer[] ints, CharBuffer[] chars, ByteBuffer[] bytes) {
	}

	private final RowFile file;
	private volatile Block[] blocks = {};
	private final ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

	Columns(Path file) {
		this.file = new RowFile(file, BLOCK * ROW_BYTES);
	}

	/** Size of a file that holds so many rows. */
	static long bytes(int rows) {
		return (long) (rows + BLOCK - 1 >>> BLOCK_SHIFT) * BLOCK * ROW_BYTES;
	}

	public long value(Slot slot, int row) {
		Block block = block(row >>> BLOCK_SHIFT);
		int at = row & BLOCK - 1;
		return switch (slot.width) {
		case LONG -> block.longs[slot.index].get(at);
		case INT -> block.ints[slot.index].get(at);
		case CHAR -> block.chars[slot.index].get(at);
		case BYTE -> block.bytes[slot.index].get(at);
		};
	}

	/** Copies rows of a block: {@code row} to {@code row + count} must not cross its end. */
	public void longs(Slot slot, int row, int count, long[] into, int at) {
		block(row >>> BLOCK_SHIFT).longs[slot.index].get(row & BLOCK - 1, into, at, count);
	}

	/** See {@link #longs}. */
	public void ints(Slot slot, int row, int count, int[] into, int at) {
		block(row >>> BLOCK_SHIFT).ints[slot.index].get(row & BLOCK - 1, into, at, count);
	}

	/** See {@link #longs}. */
	public void chars(Slot slot, int row, int count, char[] into, int at) {
		block(row >>> BLOCK_SHIFT).chars[slot.index].get(row & BLOCK - 1, into, at, count);
	}

	/** See {@link #longs}. */
	public void bytes(Slot slot, int row, int count, byte[] into, int at) {
		block(row >>> BLOCK_SHIFT).bytes[slot.index].get(row & BLOCK - 1, into, at, count);
	}

	/** A checksum of a block. */
	long checksum(int block) {
		return file.checksum(block);
	}

	/** Writes all events of a run to the rows from {@code row} on. */
	void write(int row, EventRun run) throws IOException {
		file.write(channel -> {
			for (int from = 0; from < run.count;) {
				int at = row + from;
				int count = Math.min(run.count - from, BLOCK - (at & BLOCK - 1));
				if ((at & BLOCK - 1) == 0)
					file.requireRoom();
				for (Slot slot : SLOTS)
					write(channel, place(slot, at), bytes(slot, run, from, count));
				from += count;
			}
		});
	}

	/** Appends rows [from, to) to a run. */
	void read(int from, int to, EventRun run) {
		run.reserve(to - from);
		for (int row = from; row < to;) {
			int count = Math.min(to - row, BLOCK - (row & BLOCK - 1));
			read(block(row >>> BLOCK_SHIFT), row & BLOCK - 1, run, count);
			run.count += count;
			row += count;
		}
	}

	private static void write(FileChannel channel, long place, ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining())
			channel.write(bytes, place + bytes.position());
	}

	/** Where in the file a slot of a row is. */
	private static long place(Slot slot, int row) {
		return ((long) (row >>> BLOCK_SHIFT) * ROW_BYTES + OFFSETS[slot.ordinal()]) * BLOCK + (long) (row & BLOCK - 1) * slot.width.bytes;
	}

	/** A slot of some events as it is stored. */
	private ByteBuffer bytes(Slot slot, EventRun run, int from, int count) {
		ByteBuffer bytes = buffer.clear().limit(count * slot.width.bytes);
		switch (slot.width) {
		case LONG -> bytes.asLongBuffer().put(run.longs[slot.index], from, count);
		case INT -> bytes.asIntBuffer().put(run.ints[slot.index], from, count);
		case CHAR -> bytes.asCharBuffer().put(run.chars[slot.index], from, count);
		case BYTE -> bytes.duplicate().put(run.bytes[slot.index], from, count);
		}
		return bytes;
	}

	private static void read(Block block, int at, EventRun run, int count) {
		for (int i = 0; i < block.longs.length; i++)
			block.longs[i].get(at, run.longs[i], run.count, count);
		for (int i = 0; i < block.ints.length; i++)
			block.ints[i].get(at, run.ints[i], run.count, count);
		for (int i = 0; i < block.chars.length; i++)
			block.chars[i].get(at, run.chars[i], run.count, count);
		for (int i = 0; i < block.bytes.length; i++)
			block.bytes[i].get(at, run.bytes[i], run.count, count);
	}

	private Block block(int index) {
		Block[] known = blocks;
		return index < known.length && known[index] != null ? known[index] : open(index);
	}

	private synchronized Block open(int index) {
		Block[] more = Arrays.copyOf(blocks, Math.max(blocks.length, index + 1));
		if (more[index] == null)
			more[index] = views(file.block(index));
		blocks = more;
		return more[index];
	}

	private static Block views(MappedByteBuffer bytes) {
		Block block = new Block(new LongBuffer[Slot.count(Slot.Width.LONG)], new IntBuffer[Slot.count(Slot.Width.INT)],
				new CharBuffer[Slot.count(Slot.Width.CHAR)], new ByteBuffer[Slot.count(Slot.Width.BYTE)]);
		for (Slot slot : SLOTS) {
			ByteBuffer column = bytes.slice(OFFSETS[slot.ordinal()] * BLOCK, slot.width.bytes * BLOCK).order(bytes.order());
			switch (slot.width) {
			case LONG -> block.longs[slot.index] = column.asLongBuffer();
			case INT -> block.ints[slot.index] = column.asIntBuffer();
			case CHAR -> block.chars[slot.index] = column.asCharBuffer();
			case BYTE -> block.bytes[slot.index] = column;
			}
		}
		return block;
	}
}
