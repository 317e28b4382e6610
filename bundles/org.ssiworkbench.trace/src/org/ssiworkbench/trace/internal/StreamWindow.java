package org.ssiworkbench.trace.internal;

import java.io.IOException;
import java.util.Arrays;

/** Reads a stream file mostly forwards, a large piece at a time. Not thread-safe. */
final class StreamWindow {
	private static final byte[] NOTHING = {};

	private final StreamFile file;
	private final int bytes;
	private byte[] piece = NOTHING;
	/** How much of the piece is the file's. */
	private int length;
	private long start;
	private long size;

	/** @param bytes how much to read at once */
	StreamWindow(StreamFile file, int bytes) {
		this.file = file;
		this.bytes = bytes;
	}

	/** The file's size when it was last asked for, but anew once that was reached: the file may have grown. */
	long size(long reached) throws IOException {
		if (reached >= size)
			size = file.size();
		return size;
	}

	/** Reads up to {@code length} bytes; fewer only at the end of the file. */
	byte[] read(long offset, int wanted) throws IOException {
		if (wanted > bytes)
			return file.read(offset, wanted);
		int from = load(offset, wanted);
		return Arrays.copyOfRange(piece, from, Math.min(from + wanted, length));
	}

	/** Makes the bytes there part of {@link #piece()}, as far as the file has them and the window takes them; where they begin there. */
	int load(long offset, int wanted) throws IOException {
		if (offset < start || offset + wanted > start + length) {
			if (piece.length == 0)
				piece = new byte[bytes];
			length = file.read(offset, piece);
			start = offset;
		}
		return (int) (offset - start);
	}

	/** Whether the bytes of {@link #piece()} before {@code to} are the file's. */
	boolean holds(int to) {
		return to <= length;
	}

	/** What was read last; not to be changed, and valid until the next read. */
	byte[] piece() {
		return piece;
	}

	/** Gives back the memory until the next read. */
	void release() {
		piece = NOTHING;
		length = 0;
	}
}
