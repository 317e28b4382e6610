package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.protocol.ControllerService.Migrate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ssi migrate}. */
@Command(name = "migrate", mixinStandardHelpOptions = true, description = "Moves processes to a node; says why when one cannot be moved.")
final class MigrateCommand implements Callable<Integer> {

	@Parameters(index = "0", paramLabel = "CLUSTER", description = "Name of a running cluster.")
	private String cluster;

	@Parameters(index = "1", paramLabel = "NODE", description = "Number of the node to move to.")
	private int node;

	@Parameters(index = "2..*", arity = "1..*", paramLabel = "PID", description = "Pids.")
	private List<Integer> pids;

	@Override
	public Integer call() throws IOException, InterruptedException {
		try (RunningCluster running = RunningCluster.connect(cluster)) {
			for (int pid : pids)
				running.await(running.service().migrate(new Migrate(pid, node)));
		}
		return 0;
	}
}
