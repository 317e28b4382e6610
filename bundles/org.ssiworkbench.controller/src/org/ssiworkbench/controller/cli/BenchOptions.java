package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.ssiworkbench.node.linux.image.NativeSources;
import org.ssiworkbench.uml.NativeTools;
import org.ssiworkbench.uml.UmlKernel;

import picocli.CommandLine.Option;

/** What the benchmarks on UML have in common. */
final class BenchOptions {

	/** Something done in a scratch folder. */
	interface Work<T> {
		T in(Path folder) throws Exception;
	}

	@Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Rounds, of which the median counts (default ${DEFAULT-VALUE}).")
	private int rounds;

	@Option(names = "--json", description = "Print JSON for programs.")
	private boolean json;

	int rounds() {
		if (rounds < 1)
			throw new UsageException("--rounds " + rounds + " measures nothing; give 1 or more");
		return rounds;
	}

	boolean json() {
		return json;
	}

	NativeTools tools() throws IOException {
		return NativeTools.build(NativeTools.cacheFolder(), NativeSources.all());
	}

	UmlKernel kernel() throws IOException {
		return UmlKernel.find(null, null);
	}

	/** Runs work in a private folder that is removed afterwards. */
	static <T> T inScratch(Work<T> work) throws Exception {
		Path folder = Files.createTempDirectory("ssi-bench");
		try {
			return work.in(folder);
		} finally {
			delete(folder);
		}
	}

	private static void delete(Path folder) throws IOException {
		List<Path> deepestFirst;
		try (Stream<Path> files = Files.walk(folder)) {
			deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path file : deepestFirst)
			Files.deleteIfExists(file);
	}
}
