package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.TraceIndex;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssi trace events}: the events that a filter finds. */
@Command(name = "events", mixinStandardHelpOptions = true, description = "Lists events, with all their fields.")
final class TraceEventsCommand implements Callable<Integer> {

	@Mixin
	private TraceOptions trace;

	@Option(names = "--filter", paramLabel = "FILTER", description = "Only events that satisfy this, such as 'kind = ics_send and from = 2 and time in 1.2s..1.5s'.")
	private String filter;

	@Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "At most so many, from the first (default ${DEFAULT-VALUE}).")
	private int limit;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		if (limit < 1)
			throw new UsageException("--limit " + limit + " lists nothing; give 1 or more");
		try (TraceIndex index = trace.index(spec)) {
			RowSet found = TraceOptions.filter(filter, index).search(index, () -> false);
			print(index, IntStream.range(0, Math.min(limit, found.size())).map(found::get));
			if (found.size() > limit)
				spec.commandLine().getErr().println("ssi: " + (found.size() - limit) + " more events; see --limit");
		}
		return 0;
	}

	private void print(TraceIndex index, IntStream rows) {
		Output out = new Output(spec);
		if (trace.json())
			out.json(rows.mapToObj(row -> EventText.Report.of(index, row)).toList());
		else
			out.table(EventText.HEAD, rows.<List<String>>mapToObj(row -> EventText.row(index, row)).toList());
	}
}
