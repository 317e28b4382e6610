package org.ssiworkbench.controller.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.uml.NativeTools;
import org.ssiworkbench.uml.UmlKernel;
import org.ssiworkbench.uml.bench.BootBench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ssi bench boot}: from nothing to all nodes UP, against bare kernels that boot side by side. */
@Command(name = "boot", mixinStandardHelpOptions = true, description = "From nothing to all nodes UP, against bare kernels booting side by side.")
final class BenchBootCommand implements Callable<Integer> {
	private static final int FEW = 3;
	private static final int MANY = 10;
	private static final long MEMORY = 64L << 20;
	private static final double BAR = 0.25;
	private static final double MEMORY_BAR = 80;
	private static final double SECOND = 1e9;
	private static final double MEGABYTE = 1 << 20;

	/** Our time and the bare kernels', in ns, and our bytes a node. */
	private record Round(long ours, long bare, double memory) {
	}

	@Mixin
	private BenchOptions options;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		NativeTools tools = options.tools();
		UmlKernel kernel = options.kernel();
		options.inScratch(folder -> new BootedCluster(1, folder).boot()); // prepares the agent's image, unless that was done
		List<Round> few = new ArrayList<>();
		List<Round> many = new ArrayList<>();
		for (int i = 0; i < options.rounds(); i++) {
			few.add(options.inScratch(folder -> round(FEW, tools, kernel, folder)));
			many.add(options.inScratch(folder -> round(MANY, tools, kernel, folder)));
		}
		BenchReport report = new BenchReport("boot", List.of(row(FEW, few), row(MANY, many), memory(many)));
		report.print(new Output(spec), options.json());
		return report.status();
	}

	private static Round round(int nodes, NativeTools tools, UmlKernel kernel, Path folder) throws Exception {
		long bare = BootBench.bare(tools, kernel, nodes, MEMORY, folder).nanos();
		BootedCluster.Result ours = new BootedCluster(nodes, folder).boot();
		return new Round(ours.nanos(), bare, ours.memoryPerNode());
	}

	private static BenchRow row(int nodes, List<Round> rounds) {
		double ours = Median.of(rounds, Round::ours) / SECOND;
		double theirs = Median.of(rounds, Round::bare) / SECOND;
		double ratio = Median.of(rounds, round -> (double) round.bare() / round.ours());
		return new BenchRow(nodes + " nodes up", ours, "s", "bare kernels", theirs, ratio, BAR, ratio >= BAR);
	}

	private static BenchRow memory(List<Round> rounds) {
		double ours = Median.of(rounds, Round::memory) / MEGABYTE;
		return new BenchRow("memory per node", ours, "MB", null, null, null, MEMORY_BAR, ours <= MEMORY_BAR);
	}
}
