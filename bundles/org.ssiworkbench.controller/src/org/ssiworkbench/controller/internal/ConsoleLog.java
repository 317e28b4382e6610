package org.ssiworkbench.controller.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a node wrote to its console: the end of it in memory, and a file that starts anew when it is full, keeping one
 * predecessor, so that heavy output fills neither memory nor disk.
 */
final class ConsoleLog implements AutoCloseable {
	private static final int KEPT = 64 * 1024;
	private static final long FILE_LIMIT = 4L << 20;

	private final Path file;
	private final byte[] ring = new byte[KEPT];
	private long total;
	private OutputStream out;
	private long written;

	ConsoleLog(Path file) {
		this.file = file;
	}

	void append(byte[] data) throws IOException {
		remember(data);
		if (out == null || written + data.length > FILE_LIMIT)
			startFile();
		out.write(data);
		written += data.length;
	}

	private void remember(byte[] data) {
		int from = Math.max(0, data.length - KEPT);
		for (int i = from; i < data.length; i++)
			ring[(int) ((total + i) % KEPT)] = data[i];
		total += data.length;
	}

	private void startFile() throws IOException {
		close();
		Files.createDirectories(file.getParent());
		if (Files.exists(file))
			Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
		out = Files.newOutputStream(file);
		written = 0;
	}

	/** The end of what was written. */
	byte[] kept() {
		int length = (int) Math.min(total, KEPT);
		byte[] kept = new byte[length];
		for (int i = 0; i < length; i++)
			kept[i] = ring[(int) ((total - length + i) % KEPT)];
		return kept;
	}

	@Override
	public void close() throws IOException {
		if (out != null)
			out.close();
		out = null;
	}
}
