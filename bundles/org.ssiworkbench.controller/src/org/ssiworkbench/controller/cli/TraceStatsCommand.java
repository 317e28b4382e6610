package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Statistics;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssi trace stats}: a filtered window in numbers. */
@Command(name = "stats", mixinStandardHelpOptions = true, description = "Prints rates, bytes, latencies and throttling.")
final class TraceStatsCommand implements Callable<Integer> {
	private static final List<String> KINDS = List.of("KIND", "EVENTS");
	private static final List<String> SERVICES = List.of("SERVICE", "SENT", "RECEIVED", "BYTES", "CALLS", "FAILED", "P50 us", "P90 us",
			"P99 us", "MAX us");
	private static final double MICRO = 1e3;

	@Mixin
	private TraceOptions trace;

	@Option(names = "--filter", paramLabel = "FILTER", description = "Only events that satisfy this, such as 'time in 10s..20s'.")
	private String filter;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		Statistics statistics;
		try (TraceIndex index = trace.index(spec)) {
			statistics = Statistics.of(index, TraceOptions.filter(filter, index));
		}
		if (trace.json())
			new Output(spec).json(statistics);
		else
			print(new Output(spec), statistics);
		return 0;
	}

	private static void print(Output out, Statistics statistics) {
		out.line(String.format(Locale.ROOT, "%d events from %s s to %s s, %.1f a second; throttled %d times for %s s",
				statistics.events(), TraceOptions.seconds(statistics.begin()), TraceOptions.seconds(statistics.end()),
				statistics.perSecond(), statistics.throttled(), TraceOptions.seconds(statistics.throttledFor())));
		out.line("");
		out.table(KINDS, statistics.kinds().entrySet().stream().map(kind -> List.of(kind.getKey(), kind.getValue().toString())).toList());
		if (statistics.services().isEmpty())
			return;
		out.line("");
		out.table(SERVICES, statistics.services().entrySet().stream().map(TraceStatsCommand::row).toList());
	}

	private static List<String> row(Map.Entry<String, Statistics.Service> entry) {
		Statistics.Service service = entry.getValue();
		return List.of(entry.getKey(), Long.toString(service.sent()), Long.toString(service.received()), Long.toString(service.bytes()),
				Long.toString(service.calls()), Long.toString(service.failed()), micros(service.latency().p50()),
				micros(service.latency().p90()), micros(service.latency().p99()), micros(service.latency().max()));
	}

	private static String micros(long time) {
		return String.format(Locale.ROOT, "%.1f", time / MICRO);
	}
}
