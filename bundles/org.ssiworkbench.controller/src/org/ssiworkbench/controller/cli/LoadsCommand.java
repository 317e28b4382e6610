package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ssi loads}: one line "node: load" for each node that is UP. */
@Command(name = "loads", mixinStandardHelpOptions = true, description = "Shows the loads of the nodes that are UP; 100 is one process that always runs.")
final class LoadsCommand implements Callable<Integer> {

	private record Load(int node, long load) {
	}

	@Parameters(paramLabel = "CLUSTER", description = "Name of a running cluster.")
	private String cluster;

	@Option(names = { "-n", "--node" }, paramLabel = "NODE", description = "Only this node; status 1 when it is not UP.")
	private Integer node;

	@Option(names = "--json", description = "Print JSON for programs.")
	private boolean json;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException, InterruptedException {
		List<Load> loads;
		try (RunningCluster running = RunningCluster.connect(cluster)) {
			loads = loads(running.await(running.service().status()));
		}
		if (json)
			new Output(spec).json(loads);
		else
			loads.forEach(load -> new Output(spec).line(load.node + ": " + load.load));
		return loads.isEmpty() ? 1 : 0;
	}

	private List<Load> loads(ClusterStatus status) {
		return status.nodes().stream().filter(known -> known.state().equals("UP"))
				.filter(known -> node == null || known.number() == node).map(LoadsCommand::load).toList();
	}

	private static Load load(NodeStatus status) {
		return new Load(status.number(), status.load());
	}
}
