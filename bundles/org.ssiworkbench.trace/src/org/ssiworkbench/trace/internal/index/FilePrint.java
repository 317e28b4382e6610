package org.ssiworkbench.trace.internal.index;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.util.zip.CRC32C;

import org.ssiworkbench.trace.internal.StreamFile;

/**
 * By what a stream file is known again.
 *
 * @param size in bytes
 * @param modified when it was last changed, ms since the epoch
 * @param begin checksum of its first bytes
 * @param end checksum of its last bytes, up to {@code size}
 */
record FilePrint(long size, long modified, long begin, long end) {
	private static final int SAMPLE = 4096;

	static FilePrint of(StreamFile file) throws IOException {
		long size = file.size();
		return of(file, size);
	}

	private static FilePrint of(StreamFile file, long size) throws IOException {
		long endFrom = Math.max(0, size - SAMPLE);
		return new FilePrint(size, Files.getLastModifiedTime(file.path()).toMillis(), checksum(file.read(0, (int) Math.min(SAMPLE, size))),
				checksum(file.read(endFrom, (int) (size - endFrom))));
	}

	/** Whether the file is as it was, or was only added to. */
	boolean isBeginOf(StreamFile file) throws IOException {
		long now = file.size();
		if (now < size)
			return false;
		FilePrint same = of(file, size);
		return same.begin == begin && same.end == end && (now > size || same.modified == modified);
	}

	void write(DataOutput out) throws IOException {
		out.writeLong(size);
		out.writeLong(modified);
		out.writeLong(begin);
		out.writeLong(end);
	}

	static FilePrint read(DataInput in) throws IOException {
		return new FilePrint(in.readLong(), in.readLong(), in.readLong(), in.readLong());
	}

	private static long checksum(byte[] bytes) {
		CRC32C checksum = new CRC32C();
		checksum.update(bytes);
		return checksum.getValue();
	}
}
