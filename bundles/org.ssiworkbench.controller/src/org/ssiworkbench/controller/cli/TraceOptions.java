package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.ssiworkbench.trace.TraceProblem;
import org.ssiworkbench.trace.TraceReader;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every question about a trace needs. */
final class TraceOptions {
	private static final double SECOND = 1e9;

	@Parameters(paramLabel = "TRACE", description = "Folder of the trace.")
	private Path folder;

	@Option(names = "--json", description = "Print JSON for programs.")
	private boolean json;

	TraceReader open() throws IOException {
		return TraceReader.open(folder);
	}

	/** The trace with all its events indexed; what could not be read is told on standard error. */
	TraceIndex index(CommandSpec spec) throws IOException {
		TraceIndex index = TraceIndex.open(folder);
		index.update(IndexProgress.NONE);
		warn(spec, index.problems());
		return index;
	}

	/** Understands a filter on the events of a trace; blank or null is all. */
	static Filter filter(String text, TraceIndex index) {
		try {
			return text == null ? Filter.ALL : Filter.parse(text, index);
		} catch (FilterException e) {
			throw new UsageException("filter, character " + (e.position() + 1) + ": " + e.getMessage());
		}
	}

	boolean json() {
		return json;
	}

	/** Says on standard error what could not be read. */
	static void warn(CommandSpec spec, List<TraceProblem> problems) {
		problems.forEach(problem -> spec.commandLine().getErr().println("ssi: warning: " + problem));
	}

	static String seconds(long nanoseconds) {
		return String.format(Locale.ROOT, "%.6f", nanoseconds / SECOND);
	}
}
