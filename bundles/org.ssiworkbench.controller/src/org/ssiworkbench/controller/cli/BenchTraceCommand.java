package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.trace.index.TraceIndex;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssi bench trace}: index, filters and seeks on a large trace, against babeltrace2 reading the same files. */
@Command(name = "trace", mixinStandardHelpOptions = true, description = "Index, filters, seeks and frames on a large trace; babeltrace2 reads the same files.")
final class BenchTraceCommand implements Callable<Integer> {
	private static final double SPEED_BAR = 10;
	private static final double FIRST_PAGE_BAR = 1;
	private static final double FILTER_BAR = 200;
	private static final double SEEK_BAR = 50;
	private static final double FRAME_BAR = 16;
	private static final double HEAP_BAR = 1024;
	private static final double MEGABYTE = 1 << 20;

	@Mixin
	private BenchOptions options;

	@Option(names = "--trace", paramLabel = "DIR", description = "Measure this trace; if there is none, one is made there and stays.")
	private Path trace;

	@Option(names = "--events", paramLabel = "N", defaultValue = "10000000", description = "Events of the trace that is made (default ${DEFAULT-VALUE}); of more than 10^7 the first ones are repeated.")
	private long events;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		if (events < 1)
			throw new UsageException("--events " + events + " makes an empty trace; give 1 or more");
		BenchReport report = trace != null ? measure(trace) : options.inScratch(folder -> measure(folder.resolve("trace")));
		report.print(new Output(spec), options.json());
		return report.status();
	}

	private BenchReport measure(Path folder) throws Exception {
		if (!Files.exists(folder.resolve("metadata"))) {
			say("making a trace of " + events + " events");
			BenchTraceMaker.make(folder, events);
		}
		try (HeapWatch heap = new HeapWatch()) {
			return measure(folder, heap);
		}
	}

	private BenchReport measure(Path folder, HeapWatch heap) throws Exception {
		BenchTraceReading reading = new BenchTraceReading(folder);
		List<BenchTraceReading.Round> rounds = new ArrayList<>();
		for (int round = 1; round <= options.rounds(); round++) {
			say("reading, round " + round + " of " + options.rounds());
			rounds.add(reading.round());
		}
		List<BenchRow> rows = new ArrayList<>(readingRows(rounds));
		try (TraceIndex index = TraceIndex.open(folder)) {
			rows.addAll(questions(index));
		}
		rows.add(bar("heap", heap.most() / MEGABYTE, "MB", HEAP_BAR));
		return new BenchReport("trace", rows);
	}

	private static List<BenchRow> readingRows(List<BenchTraceReading.Round> rounds) {
		double index = Median.of(rounds, BenchTraceReading.Round::index);
		double babeltrace = Median.of(rounds, BenchTraceReading.Round::babeltrace);
		double cat = Median.of(rounds, BenchTraceReading.Round::cat);
		double ratio = Median.of(rounds, round -> round.babeltrace() / round.index());
		return List.of(value("events", rounds.getFirst().events(), "events"), value("trace", rounds.getFirst().bytes() / MEGABYTE, "MB"),
				bar("first page", Median.of(rounds, BenchTraceReading.Round::firstPage), "s", FIRST_PAGE_BAR),
				new BenchRow("full index", index, "s", "babeltrace2 -o dummy", babeltrace, ratio, SPEED_BAR, ratio >= SPEED_BAR),
				processorTime(rounds), new BenchRow("full index", index, "s", "cat", cat, cat / index, null, null),
				value("index on disk", rounds.getFirst().indexBytes() / MEGABYTE, "MB"),
				bar("open again", Median.of(rounds, BenchTraceReading.Round::openAgain), "s", FIRST_PAGE_BAR));
	}

	/** Tells more than the time on the clock where the machine has other work. */
	private static BenchRow processorTime(List<BenchTraceReading.Round> rounds) {
		return new BenchRow("index, processor", Median.of(rounds, BenchTraceReading.Round::indexProcessor), "s", "babeltrace2 -o dummy",
				Median.of(rounds, BenchTraceReading.Round::babeltraceProcessor),
				Median.of(rounds, round -> round.babeltraceProcessor() / round.indexProcessor()), null, null);
	}

	private List<BenchRow> questions(TraceIndex index) throws IOException {
		BenchTraceQuestions questions = new BenchTraceQuestions(index);
		List<BenchRow> rows = new ArrayList<>();
		say("filters");
		rows.addAll(percentiles("filter", questions.filters(), FILTER_BAR));
		say("states");
		rows.addAll(percentiles("seek", questions.seeks(), SEEK_BAR));
		say("frames");
		BenchTraceFrames frames = new BenchTraceFrames(index);
		rows.add(value("view tables", frames.prepare(), "s"));
		rows.addAll(percentiles("frame", frames.frames(), FRAME_BAR));
		return rows;
	}

	private static List<BenchRow> percentiles(String what, Percentile times, double bar) {
		return List.of(value(what + " p50", times.at(0.5), "ms"), bar(what + " p99", times.at(0.99), "ms", bar));
	}

	private static BenchRow value(String what, double ours, String unit) {
		return new BenchRow(what, ours, unit, null, null, null, null, null);
	}

	private static BenchRow bar(String what, double ours, String unit, double bar) {
		return new BenchRow(what, ours, unit, null, null, null, bar, ours <= bar);
	}

	private void say(String what) {
		spec.commandLine().getErr().println("ssi: bench trace: " + what);
	}
}
