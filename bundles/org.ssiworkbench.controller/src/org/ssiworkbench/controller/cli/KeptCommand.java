package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.protocol.ControllerService.KeptStatus;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ssi kept}: what keepalive monitors in a running cluster. */
@Command(name = "kept", mixinStandardHelpOptions = true, description = "Shows the processes that keepalive monitors in a running cluster.")
final class KeptCommand implements Callable<Integer> {
	private static final List<String> HEAD = List.of("SLOT", "STATE", "PID", "NODE", "DEATHS", "LAST DEATH s", "NEXT START s", "GROUP",
			"COMMAND");

	@Parameters(paramLabel = "CLUSTER", description = "Name of a running cluster.")
	private String cluster;

	@Option(names = "--json", description = "Print JSON for programs.")
	private boolean json;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException, InterruptedException {
		List<KeptStatus> found;
		try (RunningCluster running = RunningCluster.connect(cluster)) {
			found = running.await(running.service().kept());
		}
		new Output(spec).list(found, json, HEAD, KeptCommand::row);
		return 0;
	}

	private static List<String> row(KeptStatus kept) {
		return List.of(Integer.toString(kept.slot()), kept.state(), number(kept.pid()), number(kept.node()),
				kept.deaths() + " of " + kept.errorLimit(), time(kept.lastDeath()), time(kept.nextStart()),
				kept.group().isEmpty() ? "-" : kept.group() + (kept.critical() ? " (critical)" : ""), kept.command());
	}

	private static String number(int value) {
		return value == 0 ? "-" : Integer.toString(value);
	}

	/** On the cluster's clock, as in the trace. */
	private static String time(long nanos) {
		return nanos == 0 ? "-" : TraceOptions.seconds(nanos);
	}
}
