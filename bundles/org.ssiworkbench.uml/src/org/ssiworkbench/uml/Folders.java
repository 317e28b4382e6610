package org.ssiworkbench.uml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders. */
final class Folders {
	private Folders() {
	}

	/** Deletes a folder and all in it; what is gone meanwhile does not matter. */
	static void delete(Path folder) throws IOException {
		for (Path path : children(folder))
			if (Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
				delete(path);
			else
				Files.deleteIfExists(path);
		Files.deleteIfExists(folder);
	}

	/** The entries of a folder; none when there is no such folder. */
	static List<Path> children(Path folder) throws IOException {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.toList();
		} catch (NoSuchFileException e) {
			return List.of();
		}
	}
}
