package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.protocol.ControllerService.NodeList;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ssi crash}. */
@Command(name = "crash", mixinStandardHelpOptions = true, description = "Ends nodes without a word; the others must find out.")
final class CrashCommand implements Callable<Integer> {

	@Parameters(index = "0", paramLabel = "CLUSTER", description = "Name of a running cluster.")
	private String cluster;

	@Parameters(index = "1..*", arity = "1..*", paramLabel = "NODE", description = "Numbers of nodes.")
	private List<Integer> nodes;

	@Override
	public Integer call() throws IOException, InterruptedException {
		try (RunningCluster running = RunningCluster.connect(cluster)) {
			running.await(running.service().crash(new NodeList(nodes)));
		}
		return 0;
	}
}
