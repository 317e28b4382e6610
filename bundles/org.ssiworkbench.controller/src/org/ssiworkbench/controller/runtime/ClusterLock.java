package org.ssiworkbench.controller.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.ssiworkbench.uml.StaleMachines;

/**
 * A controller's ownership of a cluster's name and runtime folder. The kernel lets go of it when the controller dies,
 * however it dies; the next start of any cluster then ends what it left. Any thread.
 */
public final class ClusterLock implements AutoCloseable {
	private static final int SOCKET_PATH_LIMIT = 107;

	private final RuntimeFolder folder;
	private final FileChannel channel;

	private ClusterLock(RuntimeFolder folder, FileChannel channel) {
		this.folder = folder;
		this.channel = channel;
	}

	/**
	 * Cleans up what killed controllers left, then takes the name.
	 *
	 * @throws IOException with a sentence for the user, when a cluster of this name runs or no folder can be made for it
	 */
	public static ClusterLock acquire(String cluster) throws IOException {
		RuntimeFolder folder = RuntimeFolder.of(cluster);
		if (folder.socket().toString().getBytes(StandardCharsets.UTF_8).length > SOCKET_PATH_LIMIT)
			throw new IOException("the socket path " + folder.socket() + " is longer than " + SOCKET_PATH_LIMIT
					+ " bytes; choose a shorter name or a shorter XDG_RUNTIME_DIR");
		RuntimeFolder.createBase();
		try (RegistryLock registry = RegistryLock.take()) {
			cleanStale(registry);
			folder.create();
			return new ClusterLock(folder, lockOf(folder, cluster));
		}
	}

	private static FileChannel lockOf(RuntimeFolder folder, String cluster) throws IOException {
		return tryLock(folder).orElseThrow(() -> new IOException("a cluster named " + cluster
				+ " is running; end it with 'ssi down " + cluster + "' or choose another --name"));
	}

	/** Ends the machines of every cluster whose controller is dead, and removes its folder. */
	public static void cleanStale() throws IOException {
		RuntimeFolder.createBase();
		try (RegistryLock registry = RegistryLock.take()) {
			cleanStale(registry);
		}
	}

	private static void cleanStale(RegistryLock registry) throws IOException {
		for (RuntimeFolder folder : RuntimeFolder.all()) {
			Optional<FileChannel> channel = tryLock(folder);
			if (channel.isEmpty())
				continue;
			try (FileChannel stale = channel.get()) {
				StaleMachines.clean(folder.path());
				folder.delete();
			}
		}
	}

	private static Optional<FileChannel> tryLock(RuntimeFolder folder) throws IOException {
		FileChannel channel = FileChannel.open(folder.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		try {
			FileLock lock = channel.tryLock();
			if (lock != null)
				return Optional.of(channel);
		} catch (OverlappingFileLockException e) {
			channel.close();
			return Optional.empty(); // held by this very process
		}
		channel.close();
		return Optional.empty();
	}

	/** The folder that is owned. */
	public RuntimeFolder folder() {
		return folder;
	}

	/** Removes the folder and gives up the name. The caller has ended the machines. */
	@Override
	public void close() throws IOException {
		try (RegistryLock registry = RegistryLock.take(); FileChannel held = channel) {
			folder.delete();
		}
	}
}
