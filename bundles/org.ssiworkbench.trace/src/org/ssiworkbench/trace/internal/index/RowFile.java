package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A file of rows, mapped into memory block by block. Thread-safe; that nobody reads a row before it is written is the
 * caller's affair.
 */
final class RowFile {
	private final Path file;
	private final int blockBytes;
	private volatile MappedByteBuffer[] blocks = {};

	RowFile(Path file, int blockBytes) {
		this.file = file;
		this.blockBytes = blockBytes;
	}

	/** A block, which is made of zeros if the file does not have it yet. In little-endian order. */
	MappedByteBuffer block(int index) {
		MappedByteBuffer[] known = blocks;
		return index < known.length && known[index] != null ? known[index] : map(index);
	}

	/** Makes sure that the disk has room for a block before it is written: a mapping cannot say that there is none. */
	void requireRoom() throws IOException {
		if (Files.getFileStore(file.getParent()).getUsableSpace() < 4L * blockBytes)
			throw new IOException("there is no room left for the index in " + file.getParent() + "; free some, then open the trace again");
	}

	/** A checksum of a block. */
	long checksum(int index) {
		CRC32C checksum = new CRC32C();
		checksum.update(block(index).duplicate().clear());
		return checksum.getValue();
	}

	private synchronized MappedByteBuffer map(int index) {
		if (index < blocks.length && blocks[index] != null)
			return blocks[index];
		MappedByteBuffer[] more = Arrays.copyOf(blocks, Math.max(blocks.length, index + 1));
		boolean interrupted = Thread.interrupted(); // else the channel would close instead of mapping
		try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
			more[index] = open.getChannel().map(MapMode.READ_WRITE, (long) index * blockBytes, blockBytes);
			more[index].order(ByteOrder.LITTLE_ENDIAN);
		} catch (IOException e) {
			throw new UncheckedIOException("the index " + file + " cannot be mapped into memory", e);
		} finally {
			if (interrupted)
				Thread.currentThread().interrupt();
		}
		blocks = more;
		return more[index];
	}
}
