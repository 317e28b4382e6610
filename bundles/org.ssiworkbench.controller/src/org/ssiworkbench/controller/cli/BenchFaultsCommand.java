package org.ssiworkbench.controller.cli;

import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.simulator.campaign.Campaign;
import org.ssiworkbench.simulator.campaign.CampaignResult;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssi bench faults}: random faults in the simulator with the invariants checked. */
@Command(name = "faults", mixinStandardHelpOptions = true, description = "Checks the invariants under random faults in the simulator.")
final class BenchFaultsCommand implements Callable<Integer> {

	@Option(names = "--seeds", paramLabel = "N", defaultValue = "1000", description = "How many seeds to run (default ${DEFAULT-VALUE}).")
	private long seeds;

	@Option(names = "--from", paramLabel = "SEED", defaultValue = "1", description = "The first seed (default ${DEFAULT-VALUE}).")
	private long from;

	@Option(names = "--processes", description = "Check the process space, with processes that start, fork, move and end.")
	private boolean processes;

	@Option(names = "--json", description = "Print JSON for programs.")
	private boolean json;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() {
		if (seeds < 1)
			throw new UsageException("--seeds " + seeds + " runs nothing; give 1 or more");
		Campaign campaign = processes ? Campaign.PROCESSES : Campaign.MEMBERSHIP;
		CampaignResult result = campaign.run(from, seeds, violation -> spec.commandLine().getErr().println("ssi: " + violation));
		int violations = result.violations().size();
		double speed = result.events() / Math.max(result.seconds(), 1e-9);
		BenchReport report = new BenchReport("faults",
				List.of(new BenchRow("violations", violations, "in " + seeds + " seeds", null, null, null, 0.0, violations == 0),
						new BenchRow("events per second", speed, "1/s", null, null, null, null, null)));
		report.print(new Output(spec), json);
		return report.status();
	}
}
