package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.runtime.RuntimeFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ssi down}: a graceful end. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Shuts nodes down in order; without nodes, the whole cluster.")
final class DownCommand implements Callable<Integer> {
	private static final int POLL_MS = 50;
	private static final int POLLS = 100;

	@Parameters(index = "0", paramLabel = "CLUSTER", description = "Name of a running cluster.")
	private String cluster;

	@Parameters(index = "1..*", arity = "0..*", paramLabel = "NODE", description = "Numbers of nodes; all if absent.")
	private List<Integer> nodes = List.of();

	@Override
	public Integer call() throws IOException, InterruptedException {
		try (RunningCluster running = RunningCluster.connect(cluster)) {
			running.await(running.service().down(new NodeList(nodes)));
		}
		if (nodes.isEmpty())
			awaitEnd();
		return 0;
	}

	private void awaitEnd() throws IOException, InterruptedException {
		RuntimeFolder folder = RuntimeFolder.of(cluster);
		for (int i = 0; i < POLLS; i++) {
			if (!folder.isRunning())
				return;
			Thread.sleep(POLL_MS);
		}
		throw new CommandException("all nodes of " + cluster + " were shut down, but its controller still runs; see 'ssi status'");
	}
}
