package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;

/** Reads one trace in several ways, one after the other, so that all find the files in memory. */
final class BenchTraceReading {
	private static final double SECOND = 1e9;
	private static final int PAGE = 50;

	/**
	 * Seconds.
	 *
	 * @param firstPage until the first rows can be shown
	 * @param index until everything is indexed and stored
	 * @param openAgain until the stored index is open and checked
	 * @param babeltrace until babeltrace2 has read everything
	 * @param cat until every byte was read once
	 * @param indexProcessor what the processors were busy with the index
	 * @param babeltraceProcessor what they were busy with babeltrace2
	 */
	record Round(double firstPage, double index, double openAgain, double babeltrace, double cat, double indexProcessor,
			double babeltraceProcessor, long events, long bytes, long indexBytes) {
	}

	private final Path folder;
	private final List<Path> streams;

	BenchTraceReading(Path folder) throws IOException {
		this.folder = folder;
		try (Stream<Path> files = Files.list(folder)) {
			streams = files.filter(Files::isRegularFile).sorted().toList();
		}
	}

	Round round() throws IOException, InterruptedException {
		Files.deleteIfExists(folder.resolve(".index").resolve("state"));
		double cat = seconds("cat", streams.stream().map(Path::toString).toList());
		FirstPage page = new FirstPage();
		long events;
		double index;
		ProcessorTime before = ProcessorTime.now();
		try (TraceIndex trace = TraceIndex.open(folder)) {
			page.index = trace;
			trace.update(page);
			index = (System.nanoTime() - page.begun) / SECOND;
			events = trace.rows();
		}
		double indexProcessor = ProcessorTime.now().since(before).own();
		double again = openAgain();
		before = ProcessorTime.now();
		double babeltrace = seconds("babeltrace2", List.of(folder.toString(), "-o", "dummy"));
		double babeltraceProcessor = ProcessorTime.now().since(before).children();
		return new Round(page.seconds, index, again, babeltrace, cat, indexProcessor, babeltraceProcessor, events, size(folder, 1),
				size(folder.resolve(".index"), 1));
	}

	/** Notes when there was a page of rows to show. */
	private static final class FirstPage implements IndexProgress {
		final long begun = System.nanoTime();
		TraceIndex index;
		double seconds;

		@Override
		public void worked(long bytes, long total) {
			if (seconds > 0 || index.rows() < PAGE)
				return;
			for (int row = 0; row < PAGE; row++)
				index.event(row);
			seconds = (System.nanoTime() - begun) / SECOND;
		}
	}

	private double openAgain() throws IOException {
		long begun = System.nanoTime();
		try (TraceIndex trace = TraceIndex.open(folder)) {
			trace.update(IndexProgress.NONE);
			return (System.nanoTime() - begun) / SECOND;
		}
	}

	private static double seconds(String command, List<String> arguments) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(command), arguments.stream()).toList());
		builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
		long begun = System.nanoTime();
		int status = builder.start().waitFor();
		if (status != 0)
			throw new CommandException(command + " ended with status " + status + " on " + arguments.getFirst());
		return (System.nanoTime() - begun) / SECOND;
	}

	private static long size(Path folder, int depth) throws IOException {
		try (Stream<Path> files = Files.walk(folder, depth)) {
			return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
		}
	}

}
