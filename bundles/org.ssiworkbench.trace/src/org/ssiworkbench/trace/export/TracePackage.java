package org.ssiworkbench.trace.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs the folder of a trace, with bookmarks, into one zip file; {@link PackageImport} unpacks it. */
public final class TracePackage {
	static final String BOOKMARKS = "bookmarks.tsv";
	private static final int BUFFER = 1 << 18;

	private TracePackage() {
	}

	/**
	 * Writes a package of all that is in a trace's folder but what is hidden, such as its index. A file of that name is
	 * replaced when the new one is complete, and only then.
	 *
	 * @throws java.util.concurrent.CancellationException if cancelled
	 */
	public static void write(Path folder, List<Bookmark> bookmarks, Path file, ExportProgress progress) throws IOException {
		List<Path> files = files(folder);
		long total = 0;
		for (Path each : files)
			total += Files.size(each);
		try (UnfinishedFile unfinished = new UnfinishedFile(file)) {
			try (ZipOutputStream zip = new ZipOutputStream(
					new BufferedOutputStream(Files.newOutputStream(unfinished.path()), BUFFER), StandardCharsets.UTF_8)) {
				long done = 0;
				for (Path each : files)
					done = add(zip, folder, each, done, total, progress);
				if (!bookmarks.isEmpty())
					add(zip, bookmarks);
			}
			unfinished.finish();
		}
	}

	private static List<Path> files(Path folder) throws IOException {
		try (Stream<Path> all = Files.walk(folder, PackageImport.DEEPEST)) {
			return all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).filter(path -> !isHidden(folder.relativize(path)))
					.filter(path -> !folder.relativize(path).toString().equals(BOOKMARKS)).sorted().toList();
		}
	}

	private static boolean isHidden(Path path) {
		for (Path part : path)
			if (part.toString().startsWith("."))
				return true;
		return false;
	}

	private static long add(ZipOutputStream zip, Path folder, Path file, long before, long total, ExportProgress progress)
			throws IOException {
		zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
		long done = before;
		try (InputStream in = Files.newInputStream(file)) {
			done += copy(in, zip, before, total, progress);
		}
		zip.closeEntry();
		return done;
	}

	private static long copy(InputStream in, OutputStream out, long before, long total, ExportProgress progress) throws IOException {
		byte[] buffer = new byte[BUFFER];
		long copied = 0;
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			if (progress.cancelled())
				throw new CancellationException("the export was cancelled");
			out.write(buffer, 0, count);
			copied += count;
			progress.worked(before + copied, total);
		}
		return copied;
	}

	private static void add(ZipOutputStream zip, List<Bookmark> bookmarks) throws IOException {
		zip.putNextEntry(new ZipEntry(BOOKMARKS));
		for (Bookmark bookmark : bookmarks)
			zip.write((bookmark.line() + '\n').getBytes(StandardCharsets.UTF_8));
		zip.closeEntry();
	}
}
