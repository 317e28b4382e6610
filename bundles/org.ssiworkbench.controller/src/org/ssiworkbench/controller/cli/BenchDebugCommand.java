package org.ssiworkbench.controller.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.simulator.stepping.Motion;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ssi bench debug}: how far apart real nodes stop, and how long steps take in a large simulated cluster. */
@Command(name = "debug", mixinStandardHelpOptions = true, description = "How far apart real nodes stop; steps, also back, in 100 simulated nodes after a million events.")
final class BenchDebugCommand implements Callable<Integer> {
	private static final int[] CLUSTERS = { 3, 20 };
	private static final double SKEW_BAR = 20;
	private static final int NODES = 100;
	private static final long EVENTS = 1_000_000;
	private static final double BACK_BAR = 200;
	private static final double MILLI = 1e6;

	@Mixin
	private BenchOptions options;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		List<BenchRow> rows = new ArrayList<>();
		for (int nodes : CLUSTERS) {
			double skew = options.inScratch(folder -> new BootedCluster(nodes, folder)
					.use((controller, watch) -> new StopBench().skew(controller, options.rounds()))) / MILLI;
			rows.add(new BenchRow("stop skew " + nodes, skew, "ms", null, null, null, SKEW_BAR, skew <= SKEW_BAR));
		}
		StepBench steps = new StepBench(NODES, EVENTS);
		double back = steps.percentile(new Motion.Back(0)) / MILLI;
		double step = steps.percentile(new Motion.Over(2)) / MILLI;
		rows.add(new BenchRow("step p99", step, "ms", null, null, null, null, null));
		rows.add(new BenchRow("step back p99", back, "ms", null, null, null, BACK_BAR, back <= BACK_BAR));
		BenchReport report = new BenchReport("debug", rows);
		report.print(new Output(spec), options.json());
		return report.status();
	}
}
