package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.protocol.ControllerService.Kill;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ssi kill}. */
@Command(name = "kill", mixinStandardHelpOptions = true, description = "Sends a signal to processes, wherever they execute.")
final class KillCommand implements Callable<Integer> {

	@Option(names = { "-s", "--signal" }, paramLabel = "SIGNAL", defaultValue = "TERM", converter = SignalConverter.class, description = "Name or number of the signal (default: ${DEFAULT-VALUE}).")
	private int signal;

	@Parameters(index = "0", paramLabel = "CLUSTER", description = "Name of a running cluster.")
	private String cluster;

	@Parameters(index = "1..*", arity = "1..*", paramLabel = "PID", description = "Pids; a negative one, after --, is a process group.")
	private List<Integer> pids;

	@Override
	public Integer call() throws IOException, InterruptedException {
		try (RunningCluster running = RunningCluster.connect(cluster)) {
			for (int pid : pids)
				running.await(running.service().kill(new Kill(pid, signal)));
		}
		return 0;
	}
}
