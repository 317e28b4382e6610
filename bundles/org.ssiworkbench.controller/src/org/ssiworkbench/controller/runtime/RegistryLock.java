package org.ssiworkbench.controller.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held for a moment by whoever looks at or changes the set of runtime folders, so that a folder is never removed between
 * its making and its locking. File locks are per process, hence the second lock for threads.
 */
final class RegistryLock implements AutoCloseable {
	private static final ReentrantLock THREADS = new ReentrantLock();

	private final FileChannel channel;

	private RegistryLock(FileChannel channel) {
		this.channel = channel;
	}

	/** Waits for the lock. The base folder exists. */
	static RegistryLock take() throws IOException {
		THREADS.lock();
		try {
			Path file = RuntimeFolder.base().resolve("registry.lock");
			FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			channel.lock();
			return new RegistryLock(channel);
		} catch (IOException | RuntimeException e) {
			THREADS.unlock();
			throw e;
		}
	}

	@Override
	public void close() throws IOException {
		try {
			channel.close();
		} finally {
			THREADS.unlock();
		}
	}
}
