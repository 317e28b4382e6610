package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.ssiworkbench.trace.TraceProblem;
import org.ssiworkbench.trace.TraceReader;

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
