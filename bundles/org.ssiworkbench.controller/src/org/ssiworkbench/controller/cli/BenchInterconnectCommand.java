package org.ssiworkbench.controller.cli;

import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.uml.bench.InterconnectBench;
import org.ssiworkbench.uml.bench.InterconnectBench.Round;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ssi bench interconnect}: our switch against vde_switch. */
@Command(name = "interconnect", mixinStandardHelpOptions = true, description = "TCP between two nodes through our switch and through vde_switch, in turns.")
final class BenchInterconnectCommand implements Callable<Integer> {
	private static final long BYTES = 20_000_000;
	private static final String PEER = "vde_switch";
	private static final double MEGA = 1e6;
	private static final double MICRO = 1e3;

	@Mixin
	private BenchOptions options;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		InterconnectBench.Result result = options.inScratch(
				folder -> new InterconnectBench(options.tools(), options.kernel(), folder, BYTES).run(options.rounds()));
		BenchReport report = new BenchReport("interconnect", List.of(throughput(result), cpu(result)));
		report.print(new Output(spec), options.json());
		return report.status();
	}

	private static BenchRow throughput(InterconnectBench.Result result) {
		double ours = Median.of(result.ours(), Round::throughput) / MEGA;
		double theirs = Median.of(result.peer(), Round::throughput) / MEGA;
		return new BenchRow("tcp throughput", ours, "MB/s", PEER, theirs, ours / theirs, 1.0, ours >= theirs);
	}

	private static BenchRow cpu(InterconnectBench.Result result) {
		double ours = Median.of(result.ours(), Round::cpuPerFrame) / MICRO;
		double theirs = Median.of(result.peer(), Round::cpuPerFrame) / MICRO;
		return new BenchRow("cpu per frame", ours, "us", PEER, theirs, theirs / ours, null, null);
	}
}
