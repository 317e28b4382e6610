package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
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

	/** Writes something to the open file. */
	@FunctionalInterface
	interface Writing {
		void to(FileChannel channel) throws IOException;
	}

	@FunctionalInterface
	private interface Use<T> {
		T of(FileChannel channel) throws IOException;
	}

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

	/** Writes while the file is open. An interrupt, which would close the channel, is put off until after that. */
	void write(Writing writing) throws IOException {
		open(channel -> {
			writing.to(channel);
			return null;
		});
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
		try {
			more[index] = open(channel -> channel.map(MapMode.READ_WRITE, (long) index * blockBytes, blockBytes));
		} catch (IOException e) {
			throw new UncheckedIOException("the index " + file + " cannot be mapped into memory", e);
		}
		more[index].order(ByteOrder.LITTLE_ENDIAN);
		blocks = more;
		return more[index];
	}

	private <T> T open(Use<T> use) throws IOException {
		boolean interrupted = Thread.interrupted();
		try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
			return use.of(open.getChannel());
		} finally {
			if (interrupted)
				Thread.currentThread().interrupt();
		}
	}
}
