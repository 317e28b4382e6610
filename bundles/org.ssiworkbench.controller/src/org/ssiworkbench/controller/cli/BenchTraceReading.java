package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
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
	 */
	record Round(double firstPage, double index, double openAgain, double babeltrace, double cat, long events, long bytes,
			long indexBytes) {
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
		try (TraceIndex trace = TraceIndex.open(folder)) {
			page.index = trace;
			trace.update(page);
			index = (System.nanoTime() - page.begun) / SECOND;
			events = trace.rows();
		}
		double again = openAgain();
		double babeltrace = seconds("babeltrace2", List.of(folder.toString(), "-o", "dummy"));
		return new Round(page.seconds, index, again, babeltrace, cat, events, size(folder, 1), size(folder.resolve(".index"), 1));
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

	/** The most that was on the heap at once since the process began, in bytes. */
	static long peakHeap() {
		return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
				.map(MemoryPoolMXBean::getPeakUsage).mapToLong(usage -> usage.getUsed()).sum();
	}
}
