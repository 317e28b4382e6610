package org.ssiworkbench.trace.export;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import org.ssiworkbench.trace.TraceReader;

/**
 * Unpacks what {@link TracePackage} wrote. Nothing in the file is trusted: no name leads out of the new folder, nothing is
 * replaced, and there is a limit to what it may become.
 */
public final class PackageImport {
	/** Folders below each other in a trace. */
	static final int DEEPEST = 4;
	private static final int MOST_FILES = 10_000;
	private static final int MOST_BOOKMARKS_BYTES = 1 << 20;
	/** A trace does not get smaller than this when it is packed; what does is made to fill the disk. */
	private static final int MOST_RATIO = 500;
	private static final int BUFFER = 1 << 18;
	private static final String NAME_PART = "[\\p{L}\\p{N}_ +=@~#-][\\p{L}\\p{N}_. +=@~#-]{0,200}";

	private final Path file;
	private final Path unfinished;
	private final long limit;
	private final ExportProgress progress;
	private final long fileBytes;
	private final ByteArrayOutputStream bookmarks = new ByteArrayOutputStream();
	private long written;
	private int files;

	private PackageImport(Path file, Path unfinished, long limit, ExportProgress progress) throws IOException {
		this.file = file;
		this.unfinished = unfinished;
		this.limit = limit;
		this.progress = progress;
		fileBytes = Files.size(file);
	}

	/**
	 * Unpacks a package into a new folder. When that fails, nothing of it is left.
	 *
	 * @param folder must not exist
	 * @param limit bytes that the trace may have; {@link Long#MAX_VALUE} for what the disk has room for
	 * @return the bookmarks of the package
	 * @throws IOException if the file is no sound package of a trace, or there is no room; the message says what is wrong
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static List<Bookmark> unpack(Path file, Path folder, long limit, ExportProgress progress) throws IOException {
		if (!Files.isRegularFile(file))
			throw new IOException(file + " is not a file; name a package of a trace");
		if (Files.exists(folder))
			throw new IOException(folder + " exists already; name a new folder");
		Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
		long most = Math.min(parent.toFile().getUsableSpace(), Files.size(file) * MOST_RATIO);
		Path unfinished = Files.createDirectory(parent.resolve(UnfinishedFile.unfinished(folder.toAbsolutePath())));
		try {
			PackageImport unpacked = new PackageImport(file, unfinished, Math.min(limit, most), progress);
			unpacked.unpack();
			Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
			return unpacked.bookmarks();
		} finally {
			delete(unfinished);
		}
	}

	private void unpack() throws IOException {
		try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER), StandardCharsets.UTF_8)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
				if (!entry.isDirectory())
					unpack(zip, entry.getName());
		} catch (ZipException | EOFException | IllegalArgumentException e) {
			throw new IOException(file + " is damaged: " + e.getMessage(), e);
		}
		if (files == 0)
			throw new IOException(file + " is no zip file, or an empty one; name a package of a trace");
		TraceReader.open(unfinished);
	}

	private void unpack(ZipInputStream zip, String name) throws IOException {
		if (++files > MOST_FILES)
			throw new IOException(file + " has more than " + MOST_FILES + " files; it is no package of a trace");
		if (name.equals(TracePackage.BOOKMARKS))
			copy(zip, bookmarks, MOST_BOOKMARKS_BYTES);
		else {
			Path target = target(name);
			Files.createDirectories(target.getParent());
			try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
				copy(zip, out, limit);
			}
		}
	}

	/** Only plain names, so that nothing gets out of the folder or is hidden in it. */
	private Path target(String name) throws IOException {
		String[] parts = name.split("/", -1);
		boolean plain = parts.length <= DEEPEST && Stream.of(parts).allMatch(part -> part.matches(NAME_PART));
		Path target = plain ? unfinished.resolve(name).normalize() : null;
		if (target == null || !target.startsWith(unfinished))
			throw new IOException(file + " has a file with the name '" + printable(name) + "', which no package of a trace has");
		if (Files.exists(target))
			throw new IOException(file + " has the file '" + name + "' twice; it is no package of a trace");
		return target;
	}

	private static String printable(String name) {
		String cut = name.length() > 80 ? name.substring(0, 80) + "..." : name;
		return cut.replaceAll("\\p{Cntrl}", "?");
	}

	private void copy(InputStream in, OutputStream out, long most) throws IOException {
		byte[] buffer = new byte[BUFFER];
		long copied = 0;
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			if (progress.cancelled())
				throw new CancellationException("the import was cancelled");
			written += count;
			copied += count;
			if (written > limit || copied > most)
				throw new IOException(file + " would become larger than " + Math.min(limit, most) + " bytes; there is no room for it");
			out.write(buffer, 0, count);
			progress.worked(Math.min(written, fileBytes), fileBytes);
		}
	}

	private List<Bookmark> bookmarks() {
		return bookmarks.toString(StandardCharsets.UTF_8).lines().map(Bookmark::of).filter(Objects::nonNull).toList();
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder))
			return;
		List<Path> all;
		try (Stream<Path> walk = Files.walk(folder)) {
			all = walk.sorted((one, other) -> other.compareTo(one)).toList();
		}
		for (Path each : all)
			Files.deleteIfExists(each);
	}
}
