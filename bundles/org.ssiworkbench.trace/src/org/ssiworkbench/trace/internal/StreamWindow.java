package org.ssiworkbench.trace.internal;

import java.io.IOException;
import java.util.Arrays;

/** Reads a stream file mostly forwards, a large piece at a time. Not thread-safe. */
final class StreamWindow {
	private static final byte[] NOTHING = {};

	private final StreamFile file;
	private final int bytes;
	private byte[] piece = NOTHING;
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
	byte[] read(long offset, int length) throws IOException {
		if (length > bytes)
			return file.read(offset, length);
		int from = load(offset, length);
		return Arrays.copyOfRange(piece, from, Math.min(from + length, piece.length));
	}

	/** Makes the bytes there part of {@link #piece()}, unless the file ends before or they are more than the window takes. */
	int load(long offset, int length) throws IOException {
		if (offset < start || offset + length > start + piece.length) {
			piece = file.read(offset, bytes);
			start = offset;
		}
		return (int) (offset - start);
	}

	/** What was read last; not to be changed. */
	byte[] piece() {
		return piece;
	}

	/** Gives back the memory until the next read. */
	void release() {
		piece = NOTHING;
	}
}
