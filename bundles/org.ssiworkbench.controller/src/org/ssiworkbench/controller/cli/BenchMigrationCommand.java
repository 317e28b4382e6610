package org.ssiworkbench.controller.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssi bench migration}: how long processes stand still when they move, and how long their moves take. */
@Command(name = "migration", mixinStandardHelpOptions = true, description = "Moves processes that write 1 MB/s between two real nodes, and sends as many bytes over TCP the same way, in turns.")
final class BenchMigrationCommand implements Callable<Integer> {
	/** The size for which there are bars. */
	private static final int MEASURED = 64;
	private static final double FREEZE_BAR = 100;
	private static final double TOTAL_BAR = 1 / 1.5;
	private static final long NODE_MEMORY = 512L << 20;
	private static final double MILLI = 1e6;

	@Mixin
	private BenchOptions options;

	@Option(names = "--sizes", paramLabel = "MB", split = ",", defaultValue = "1,4,16,64,256", description = "Sizes of the processes (default ${DEFAULT-VALUE}).")
	private List<Integer> sizes;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		BenchReport report = new BenchReport("migration", options.inScratch(this::rows));
		report.print(new Output(spec), options.json());
		return report.status();
	}

	private List<BenchRow> rows(Path folder) throws Exception {
		BootedCluster cluster = new BootedCluster(2, NODE_MEMORY, folder);
		return cluster.use((controller, watch) -> {
			try (RunningCluster running = RunningCluster.connect(cluster, watch)) {
				MoveBench bench = new MoveBench(cluster, running);
				List<BenchRow> rows = new ArrayList<>();
				for (int size : sizes) {
					List<MoveBench.Round> rounds = bench.rounds(size, options.rounds());
					rows.add(freeze(size, rounds));
					rows.add(total(size, rounds));
				}
				return rows;
			}
		});
	}

	private static BenchRow freeze(int size, List<MoveBench.Round> rounds) {
		double freeze = Median.of(rounds, MoveBench.Round::freeze) / MILLI;
		Double bar = size == MEASURED ? FREEZE_BAR : null;
		return new BenchRow("freeze " + size + "M", freeze, "ms", null, null, null, bar, bar == null ? null : freeze <= bar);
	}

	private static BenchRow total(int size, List<MoveBench.Round> rounds) {
		double ours = Median.of(rounds, MoveBench.Round::total) / MILLI;
		double tcp = Median.of(rounds, MoveBench.Round::tcp) / MILLI;
		double ratio = Median.of(rounds, round -> (double) round.tcp() / round.total());
		Double bar = size == MEASURED ? TOTAL_BAR : null;
		return new BenchRow("total " + size + "M", ours, "ms", "tcp", tcp, ratio, bar, bar == null ? null : ratio >= bar);
	}
}
