package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.util.Arrays;

import org.ssiworkbench.trace.internal.StreamFile;

/**
 * The bytes of a stream file at any place, mapped into memory piece by piece when they are first asked for. What a file has
 * grown by is read until it is worth another mapping. Thread-safe.
 */
final class FileBytes {
	private static final int PIECE_SHIFT = 28;
	private static final int PIECE = 1 << PIECE_SHIFT;

	private final StreamFile file;
	private MappedByteBuffer[] pieces = {};

	FileBytes(StreamFile file) {
		this.file = file;
	}

	/** Up to {@code length} bytes; fewer only at the end of the file. */
	byte[] read(long offset, int length) throws IOException {
		byte[] data = new byte[length];
		int size = 0;
		while (size < length) {
			long at = offset + size;
			MappedByteBuffer piece = piece((int) (at >>> PIECE_SHIFT), (at & PIECE - 1) + length - size);
			int from = (int) (at & PIECE - 1);
			int count = Math.min(length - size, piece.limit() - from);
			if (count <= 0)
				return unmapped(data, size, at);
			copy(piece, from, data, size, count);
			size += count;
		}
		return data;
	}

	private byte[] unmapped(byte[] data, int size, long at) throws IOException {
		byte[] rest = file.read(at, data.length - size);
		System.arraycopy(rest, 0, data, size, rest.length);
		return Arrays.copyOf(data, size + rest.length);
	}

	private void copy(MappedByteBuffer piece, int from, byte[] data, int at, int count) throws IOException {
		try {
			piece.get(from, data, at, count);
		} catch (InternalError e) { // what the JVM makes of a page that the file no longer has
			throw new IOException(file.path() + " became shorter while it was read", e);
		}
	}

	/** A piece, which reaches up to {@code wanted} if the file did when it was mapped. */
	private synchronized MappedByteBuffer piece(int index, long wanted) throws IOException {
		if (index >= pieces.length)
			pieces = Arrays.copyOf(pieces, index + 1);
		MappedByteBuffer piece = pieces[index];
		if (piece != null && (piece.limit() >= wanted || piece.limit() == PIECE))
			return piece;
		try (RandomAccessFile open = new RandomAccessFile(file.path().toFile(), "r")) {
			long start = (long) index << PIECE_SHIFT;
			long size = Math.clamp(open.length() - start, 0, PIECE);
			if (piece == null || piece.limit() <= size / 2)
				pieces[index] = open.getChannel().map(MapMode.READ_ONLY, Math.min(start, open.length()), size);
		}
		return pieces[index];
	}
}
