package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where an index is kept: in the trace's hidden folder, or, if that cannot be written or another index of the same trace
 * is open there, in a folder of its own that goes when it is closed.
 */
final class IndexFolder implements AutoCloseable {
	static final String NAME = ".index";
	static final String ROWS = "rows";
	static final String LINKS = "links";
	static final String STATE = "state";
	private static final String LOCK = "lock";

	private final Path path;
	private final RandomAccessFile lock;

	private IndexFolder(Path path, RandomAccessFile lock) {
		this.path = path;
		this.lock = lock;
	}

	static IndexFolder of(Path trace) throws IOException {
		Path folder = trace.resolve(NAME);
		RandomAccessFile lock = lock(folder);
		return lock != null ? new IndexFolder(folder, lock) : new IndexFolder(Files.createTempDirectory("ssi-index"), null);
	}

	Path path() {
		return path;
	}

	Path state() {
		return path.resolve(STATE);
	}

	/** Whether it stays for the next one who opens the trace. */
	boolean permanent() {
		return lock != null;
	}

	/** Removes what is stored. Files that are mapped live on without a name until nobody uses them. */
	void clear() throws IOException {
		for (String file : List.of(STATE, ROWS, LINKS))
			Files.deleteIfExists(path.resolve(file));
	}

	@Override
	public void close() throws IOException {
		if (lock != null) {
			lock.close();
			return;
		}
		try (Stream<Path> files = Files.list(path)) {
			for (Path file : files.toList())
				Files.deleteIfExists(file);
		}
		Files.deleteIfExists(path);
	}

	/** Null if the folder cannot be had for oneself. */
	private static RandomAccessFile lock(Path folder) {
		RandomAccessFile file = null;
		try {
			Files.createDirectories(folder);
			file = new RandomAccessFile(folder.resolve(LOCK).toFile(), "rw");
			if (file.getChannel().tryLock() != null)
				return file;
		} catch (IOException | OverlappingFileLockException e) {
			// The caller takes another folder then, whatever the reason.
		}
		closeQuietly(file);
		return null;
	}

	private static void closeQuietly(RandomAccessFile file) {
		try {
			if (file != null)
				file.close();
		} catch (IOException e) {
			throw new UncheckedIOException("the index's lock cannot be closed", e);
		}
	}
}
