package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Causes;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ssi trace why}: what led to an event. */
@Command(name = "why", mixinStandardHelpOptions = true, description = "Lists what led to an event, first cause first.")
final class TraceWhyCommand implements Callable<Integer> {
	private static final int MAX_EFFECTS = 10_000;

	record Report(List<EventText.Report> causes, List<EventText.Report> effects) {
	}

	@Mixin
	private TraceOptions trace;

	@Parameters(index = "1", paramLabel = "EVENT", description = "The event's row as 'trace events' lists it, or the id of a message (0x...) for its send.")
	private String event;

	@Option(names = "--effects", description = "List also everything that the event caused.")
	private boolean effects;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		try (TraceIndex index = trace.index(spec)) {
			int row = row(index);
			int[] causes = Causes.chain(index, row);
			int[] caused = effects ? Causes.effects(index, row, MAX_EFFECTS) : new int[0];
			Output out = new Output(spec);
			if (trace.json())
				out.json(new Report(reports(index, causes), reports(index, caused)));
			else {
				out.table(EventText.HEAD, rows(index, causes));
				if (effects) {
					out.line("");
					out.table(EventText.HEAD, rows(index, caused));
				}
			}
		}
		return 0;
	}

	private int row(TraceIndex index) {
		if (event.startsWith("0x"))
			return message(index);
		try {
			int row = Integer.parseInt(event);
			if (row >= 0 && row < index.rows())
				return row;
			throw new UsageException("the trace has no row " + row + "; its rows are 0 to " + (index.rows() - 1));
		} catch (NumberFormatException e) {
			throw new UsageException("'" + event + "' is neither a row number nor a message id such as 0x1000100000007");
		}
	}

	private int message(TraceIndex index) {
		RowSet found = TraceOptions.filter("kind in {ics_send, ics_recv} and msg = " + event, index).search(index, () -> false);
		if (found.size() == 0)
			throw new UsageException("the trace has no message " + event);
		return found.get(0);
	}

	private static List<List<String>> rows(TraceIndex index, int[] rows) {
		return Arrays.stream(rows).<List<String>>mapToObj(row -> EventText.row(index, row)).toList();
	}

	private static List<EventText.Report> reports(TraceIndex index, int[] rows) {
		return Arrays.stream(rows).mapToObj(row -> EventText.Report.of(index, row)).toList();
	}
}
