package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.runtime.RuntimeFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ssi status}: the nodes of a running cluster, or of all. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Shows the nodes of a running cluster, or of all.")
final class StatusCommand implements Callable<Integer> {

	@Parameters(arity = "0..1", paramLabel = "CLUSTER", description = "Name of a running cluster; all if absent.")
	private String cluster;

	@Option(names = "--json", description = "Print JSON for programs.")
	private boolean json;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException, InterruptedException {
		List<ClusterStatus> found = new ArrayList<>();
		for (String name : names())
			try (RunningCluster running = RunningCluster.connect(name)) {
				found.add(running.await(running.service().status()));
			}
		Output out = new Output(spec);
		if (json)
			out.json(cluster == null ? found : found.getFirst());
		else
			print(out, found);
		return 0;
	}

	private List<String> names() throws IOException {
		if (cluster != null)
			return List.of(cluster);
		return RuntimeFolder.running().stream().map(RuntimeFolder::cluster).toList();
	}

	private static void print(Output out, List<ClusterStatus> clusters) {
		if (clusters.isEmpty())
			out.line("no cluster runs; start one with 'ssi up FILE'");
		clusters.forEach(status -> new StatusTable(status).print(out));
	}
}
