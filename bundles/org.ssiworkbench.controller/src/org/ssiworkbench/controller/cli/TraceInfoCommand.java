package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.trace.TraceInfo;
import org.ssiworkbench.trace.TraceProblem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ssi trace info}: a trace in numbers. Ends with 1 when parts of it cannot be read. */
@Command(name = "info", mixinStandardHelpOptions = true, description = "Counts what is in a trace.")
final class TraceInfoCommand implements Callable<Integer> {
	private static final List<String> HEAD = List.of("STREAM", "NODE", "BOOTS", "PACKETS", "EVENTS", "BEGIN s", "END s", "LOST");

	record Report(String cluster, String host, long seed, String id, long clockOrigin, long events, List<Integer> nodes, long begin,
			long end, long lost, List<TraceInfo.Stream> streams, List<TraceProblem> problems) {
		static Report of(TraceInfo info) {
			return new Report(info.description().cluster(), info.description().host(), info.description().seed(),
					info.description().id().toString(), info.description().clockOrigin(), info.events(), info.nodes(), info.begin(),
					info.end(), info.lost(), info.streams(), info.problems());
		}
	}

	@Mixin
	private TraceOptions trace;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		TraceInfo info = trace.open().info();
		Output out = new Output(spec);
		if (trace.json())
			out.json(Report.of(info));
		else
			print(out, info);
		TraceOptions.warn(spec, info.problems());
		return info.problems().isEmpty() ? 0 : 1;
	}

	private static void print(Output out, TraceInfo info) {
		out.line("cluster " + info.description().cluster() + " on " + info.description().host() + ", seed " + info.description().seed());
		out.line(info.events() + " events of nodes " + info.nodes() + " from " + TraceOptions.seconds(info.begin()) + " s to "
				+ TraceOptions.seconds(info.end()) + " s, " + info.lost() + " lost");
		out.table(HEAD, info.streams().stream().map(TraceInfoCommand::row).toList());
	}

	private static List<String> row(TraceInfo.Stream stream) {
		return List.of(stream.file(), Integer.toString(stream.node()), Integer.toString(stream.boots()),
				Long.toString(stream.packets()), Long.toString(stream.events()), TraceOptions.seconds(stream.begin()),
				TraceOptions.seconds(stream.end()), Long.toString(stream.lost()));
	}
}
