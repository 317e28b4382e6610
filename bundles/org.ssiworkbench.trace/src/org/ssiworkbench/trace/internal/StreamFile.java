package org.ssiworkbench.trace.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A file that holds one stream. It is open only while something is read, because a trace may have a thousand streams. */
public record StreamFile(Path path) {
	private static final String CONTROLLER = "controller";
	private static final String NODE_PREFIX = "node-";
	private static final Pattern NODE = Pattern.compile(NODE_PREFIX + "\\d{1,5}");

	/** The file of a node's stream; node 0 is the controller. */
	public static StreamFile of(Path folder, int node) {
		return new StreamFile(folder.resolve(node == 0 ? CONTROLLER : NODE_PREFIX + node));
	}

	public String name() {
		return path.getFileName().toString();
	}

	/** The node that the name tells, -1 if it tells none. */
	int node() {
		String name = name();
		if (name.equals(CONTROLLER))
			return 0;
		return NODE.matcher(name).matches() ? Integer.parseInt(name.substring(NODE_PREFIX.length())) : -1;
	}

	public long size() throws IOException {
		return Files.size(path);
	}

	/** Reads up to {@code length} bytes; fewer only at the end of the file. */
	public byte[] read(long offset, int length) throws IOException {
		byte[] data = new byte[length];
		int size = read(offset, data);
		return size < length ? Arrays.copyOf(data, size) : data;
	}

	/** Fills an array; it is not full only at the end of the file. Returns how many bytes were read. */
	int read(long offset, byte[] into) throws IOException {
		int size = 0;
		try (RandomAccessFile stream = new RandomAccessFile(path.toFile(), "r")) {
			stream.seek(offset);
			for (int n = stream.read(into); n > 0; n = stream.read(into, size, into.length - size))
				size += n;
		}
		return size;
	}
}
