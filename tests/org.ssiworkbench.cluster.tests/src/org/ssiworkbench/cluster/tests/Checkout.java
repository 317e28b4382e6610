package org.ssiworkbench.cluster.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds files of the checkout the tests run in. */
final class Checkout {
	private Checkout() {
	}

	static Path folder(String name) {
		String home = System.getProperty("ssi.home");
		Path start = Path.of(home == null ? "" : home).toAbsolutePath();
		return Stream.iterate(start, folder -> folder != null, Path::getParent).map(folder -> folder.resolve(name))
				.filter(Files::isDirectory).findFirst()
				.orElseThrow(() -> new IllegalStateException("There is no folder " + name + " above " + start));
	}

	static List<Path> models(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(file -> file.toString().endsWith(".ssicluster")).sorted().toList();
		}
	}
}
