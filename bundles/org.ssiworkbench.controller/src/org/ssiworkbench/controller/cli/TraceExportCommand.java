package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.ssiworkbench.trace.export.ExportFormat;
import org.ssiworkbench.trace.export.ExportProgress;
import org.ssiworkbench.trace.export.ExportRows;
import org.ssiworkbench.trace.export.TracePackage;
import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ssi trace export}: a trace in the format of another tool. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes a trace for other tools, or packs it for somebody else.")
final class TraceExportCommand implements Callable<Integer> {

	enum Format {
		pcapng, perfetto, shiviz, csv, pack("package");

		private final String word;

		Format() {
			word = name();
		}

		Format(String word) {
			this.word = word;
		}

		@Override
		public String toString() {
			return word;
		}
	}

	@Parameters(paramLabel = "TRACE", description = "Folder of the trace.")
	private Path folder;

	@Option(names = "--format", paramLabel = "FORMAT", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
	private Format format;

	@Option(names = "--from", paramLabel = "TIME", converter = TimeConverter.class, description = "Only events from this time of the cluster's clock on, such as 1.5s.")
	private Long from;

	@Option(names = "--to", paramLabel = "TIME", converter = TimeConverter.class, description = "Only events up to this time.")
	private Long to;

	@Option(names = "--filter", paramLabel = "FILTER", description = "Only events that this filter matches.")
	private String filter;

	@Option(names = { "-o", "--output" }, paramLabel = "FILE", required = true, description = "The file to write.")
	private Path output;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		if (format == Format.pack)
			return pack();
		try (TraceIndex index = TraceIndex.open(folder)) {
			index.update(IndexProgress.NONE);
			long written = ExportFormat.valueOf(format.name().toUpperCase(Locale.ROOT)).export(rows(index), output, ExportProgress.NONE);
			TraceOptions.warn(spec, index.problems());
			new Output(spec).line(written + (format == Format.pcapng ? " messages to " : " events to ") + output);
		}
		return 0;
	}

	private int pack() throws IOException {
		if (from != null || to != null || filter != null)
			throw new UsageException("a package has the whole trace; --from, --to and --filter are for the other formats");
		TraceIndex.open(folder).close();
		TracePackage.write(folder, List.of(), output, ExportProgress.NONE);
		new Output(spec).line("packed to " + output);
		return 0;
	}

	private ExportRows rows(TraceIndex index) {
		int first = from == null ? 0 : index.rowAt(from);
		int end = to == null ? index.rows() : index.rowAt(to + 1);
		return new ExportRows(index, first, Math.max(first, end), filter == null ? null : TraceOptions.filter(filter, index).search(index, () -> false));
	}
}
