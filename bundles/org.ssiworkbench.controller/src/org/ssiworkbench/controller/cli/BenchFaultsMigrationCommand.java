package org.ssiworkbench.controller.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssi bench faults-migration}: moves of real processes while nodes are crashed. */
@Command(name = "faults-migration", mixinStandardHelpOptions = true, description = "Moves processes at random between three real nodes, crashes source or target during some moves, and checks that each process runs exactly once with its memory whole, or is lost with a node.")
final class BenchFaultsMigrationCommand implements Callable<Integer> {
	private static final long NODE_MEMORY = 1024L << 20;
	private static final double SECOND = 1e9;

	@Option(names = "--migrations", paramLabel = "N", defaultValue = "1000", description = "How many moves (default ${DEFAULT-VALUE}).")
	private int migrations;

	@Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Start of all chance (default ${DEFAULT-VALUE}).")
	private long seed;

	@Option(names = "--crashes", paramLabel = "PERCENT", defaultValue = "10", description = "Share of the moves during which a node is crashed (default ${DEFAULT-VALUE}).")
	private int crashes;

	@Option(names = "--largest", paramLabel = "MB", defaultValue = "256", description = "Size of the largest processes; the smallest have 1 MB (default ${DEFAULT-VALUE}).")
	private int largest;

	@Option(names = "--json", description = "Print JSON for programs.")
	private boolean json;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws Exception {
		if (migrations < 1 || largest < 1 || largest > 256 || crashes < 0 || crashes > 100)
			throw new UsageException("give at least one migration, 1 to 256 MB, and 0 to 100 percent");
		MigrationCampaign.Plan plan = new MigrationCampaign.Plan(seed, migrations, crashes, largest);
		Consumer<String> progress = line -> spec.commandLine().getErr().println(line);
		long begin = System.nanoTime();
		MigrationCampaign.Outcome outcome = BenchOptions.inScratch(folder -> run(plan, folder, progress));
		double seconds = (System.nanoTime() - begin) / SECOND;
		int violations = outcome.violations().size();
		BenchReport report = new BenchReport("faults-migration",
				List.of(new BenchRow("violations", violations, "with seed " + seed, null, null, null, 0.0, violations == 0),
						row("moved", outcome.moved()), row("stayed where they were", outcome.stayed()),
						row("crashes of a node", outcome.crashes()), row("lost with a node", outcome.lost()),
						new BenchRow("time", seconds, "s", null, null, null, null, null)));
		report.print(new Output(spec), json);
		return report.status();
	}

	private static MigrationCampaign.Outcome run(MigrationCampaign.Plan plan, Path folder, Consumer<String> progress) throws Exception {
		BootedCluster cluster = new BootedCluster(MigrationCampaign.NODES, NODE_MEMORY, folder);
		return cluster.use((controller, watch) -> {
			try (RunningCluster running = RunningCluster.connect(cluster, watch)) {
				return new MigrationCampaign(plan, cluster, running, watch, progress).run();
			}
		});
	}

	private static BenchRow row(String what, int count) {
		return new BenchRow(what, count, "", null, null, null, null, null);
	}
}
