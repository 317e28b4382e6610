package org.ssiworkbench.controller.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One cluster's folder under {@code $XDG_RUNTIME_DIR/ssi-workbench} (or a private folder under the temporary directory):
 * the controller's socket, the lock that tells that it lives, and the records of its machines. Any thread.
 *
 * @param path the folder; it need not exist
 */
public record RuntimeFolder(Path path) {

	private static final String PRIVATE = "rwx------";

	/** The folder of the cluster of this name. */
	public static RuntimeFolder of(String cluster) {
		return new RuntimeFolder(base().resolve(cluster));
	}

	/** The folder that has all clusters of this user. */
	public static Path base() {
		String runtime = System.getenv("XDG_RUNTIME_DIR");
		if (runtime != null && !runtime.isBlank())
			return Path.of(runtime, "ssi-workbench");
		return Path.of(System.getProperty("java.io.tmpdir"), "ssi-workbench-" + System.getProperty("user.name"));
	}

	/** All folders there are, running or stale, by name. */
	public static List<RuntimeFolder> all() throws IOException {
		if (!Files.isDirectory(base()))
			return List.of();
		try (Stream<Path> folders = Files.list(base())) {
			return folders.filter(Files::isDirectory).sorted(Comparator.comparing(Path::toString)).map(RuntimeFolder::new)
					.toList();
		}
	}

	/** The clusters that run now, by name. */
	public static List<RuntimeFolder> running() throws IOException {
		List<RuntimeFolder> running = new ArrayList<>();
		for (RuntimeFolder folder : all())
			if (folder.isRunning())
				running.add(folder);
		return running;
	}

	/** The cluster's name. */
	public String cluster() {
		return path.getFileName().toString();
	}

	/** The Unix socket on which the controller listens. */
	public Path socket() {
		return path.resolve("controller.sock");
	}

	Path lockFile() {
		return path.resolve("lock");
	}

	/** Whether a living controller holds the folder's lock. */
	public boolean isRunning() throws IOException {
		if (!Files.exists(lockFile()))
			return false;
		try (RegistryLock registry = RegistryLock.take(); FileChannel channel = FileChannel.open(lockFile(), StandardOpenOption.WRITE);
				FileLock lock = channel.tryLock()) {
			return lock == null;
		} catch (OverlappingFileLockException e) {
			return true; // held by this very process
		} catch (NoSuchFileException e) {
			return false; // the cluster ended meanwhile
		}
	}

	/** Makes the folder and its parent, for this user alone. Fails when one belongs to somebody else. */
	void create() throws IOException {
		createBase();
		makePrivate(path);
	}

	static void createBase() throws IOException {
		makePrivate(base());
	}

	private static void makePrivate(Path folder) throws IOException {
		if (folder.getParent() != null)
			Files.createDirectories(folder.getParent());
		if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
			Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
		String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
		if (!owner.equals(System.getProperty("user.name")))
			throw new IOException(folder + " belongs to " + owner + "; remove it or set XDG_RUNTIME_DIR to a folder of your own");
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(PRIVATE));
	}

	/** Removes the folder with all that is in it; links are not followed. */
	void delete() throws IOException {
		if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS))
			return;
		List<Path> deepestFirst;
		try (Stream<Path> files = Files.walk(path)) {
			deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path file : deepestFirst)
			Files.deleteIfExists(file);
	}
}
