package org.ssiworkbench.trace.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is written under another name first, so that there is never half a file under its own. */
final class UnfinishedFile implements AutoCloseable {
	private final Path target;
	private final Path path;

	UnfinishedFile(Path target) throws IOException {
		this.target = target.toAbsolutePath();
		Path folder = this.target.getParent();
		if (folder == null || !Files.isDirectory(folder))
			throw new IOException(folder + " is not a folder; name a file in one that is");
		if (Files.isDirectory(this.target))
			throw new IOException(target + " is a folder; name a file");
		path = folder.resolve(unfinished(this.target));
		Files.deleteIfExists(path);
		// Also after Ctrl-C.
		path.toFile().deleteOnExit();
	}

	/** The hidden name under which this process writes something first. */
	static String unfinished(Path target) {
		return "." + target.getFileName() + '.' + ProcessHandle.current().pid() + ".part";
	}

	Path path() {
		return path;
	}

	void finish() throws IOException {
		Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
	}

	@Override
	public void close() throws IOException {
		Files.deleteIfExists(path);
	}
}
