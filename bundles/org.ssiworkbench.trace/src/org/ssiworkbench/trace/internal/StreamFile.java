package org.ssiworkbench.trace.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that holds one stream. It is open only while something is read, because a trace may have a thousand streams. */
public record StreamFile(Path path) {

	public String name() {
		return path.getFileName().toString();
	}

	public long size() throws IOException {
		return Files.size(path);
	}

	/** Reads up to {@code length} bytes; fewer only at the end of the file. */
	public byte[] read(long offset, int length) throws IOException {
		byte[] data = new byte[length];
		int size = 0;
		try (RandomAccessFile stream = new RandomAccessFile(path.toFile(), "r")) {
			stream.seek(offset);
			for (int n = stream.read(data); n > 0; n = stream.read(data, size, length - size))
				size += n;
		}
		return size < length ? Arrays.copyOf(data, size) : data;
	}
}
