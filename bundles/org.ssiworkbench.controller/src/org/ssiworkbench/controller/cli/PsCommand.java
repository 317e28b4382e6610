package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.protocol.ControllerService.ProcessStatus;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ssi ps}: the processes of a running cluster. */
@Command(name = "ps", mixinStandardHelpOptions = true, description = "Shows the processes of a running cluster and where each one executes.")
final class PsCommand implements Callable<Integer> {
	private static final List<String> HEAD = List.of("PID", "NODE", "ORIGIN", "PPID", "PGID", "UID", "TTY", "S", "TIME", "MEMORY",
			"COMMAND");
	private static final long SECOND = 1_000_000_000;

	@Parameters(paramLabel = "CLUSTER", description = "Name of a running cluster.")
	private String cluster;

	@Option(names = "--node", paramLabel = "NODE", description = "Only those that execute on this node.")
	private Integer node;

	@Option(names = "--json", description = "Print JSON for programs.")
	private boolean json;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException, InterruptedException {
		List<ProcessStatus> found;
		try (RunningCluster running = RunningCluster.connect(cluster)) {
			found = running.await(running.service().processes());
		}
		List<ProcessStatus> wanted = found.stream().filter(process -> node == null || process.node() == node).toList();
		new Output(spec).list(wanted, json, HEAD, PsCommand::row);
		return 0;
	}

	private static List<String> row(ProcessStatus process) {
		String command = process.arguments().isEmpty() ? "[" + process.command() + "]" : process.arguments();
		return List.of(Integer.toString(process.pid()), Integer.toString(process.node()), Integer.toString(process.origin()),
				Integer.toString(process.parent()), Integer.toString(process.group()), Integer.toString(process.uid()),
				process.terminal(), process.state() + (process.pinned() ? "P" : ""), time(process.user() + process.system()),
				(process.memory() >> 10) + " KB", command);
	}

	private static String time(long cpu) {
		return String.format(Locale.ROOT, "%d:%05.2f", cpu / SECOND / 60, cpu % (60 * SECOND) / (double) SECOND);
	}
}
