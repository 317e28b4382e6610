package org.ssiworkbench.releng.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The checkout under test. */
final class SourceTree {

	/** The folder with the root pom; the build passes it as a system property. */
	static final Path HOME = Path.of(System.getProperty("ssi.home", "../..")).toAbsolutePath().normalize();

	private SourceTree() {
	}

	/** The names of the folders in a top-level folder that are projects, in alphabetical order. */
	static List<String> projects(String folder) {
		try (var entries = Files.list(HOME.resolve(folder))) {
			return entries.filter(entry -> Files.exists(entry.resolve("pom.xml")))
					.map(entry -> entry.getFileName().toString()).sorted().toList();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	static String text(String file) {
		try {
			return Files.readString(HOME.resolve(file));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
