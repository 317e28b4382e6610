package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ssi exec}: runs a command on a node with this process's input and output, and ends with its status. */
@Command(name = "exec", mixinStandardHelpOptions = true, description = "Runs a command on a node; passes input and output and ends with its status.")
final class ExecCommand implements Callable<Integer> {

	@Option(names = { "-t", "--tty" }, description = "Give the command a terminal on the node.")
	private boolean tty;

	@Parameters(index = "0", paramLabel = "CLUSTER", description = "Name of a running cluster.")
	private String cluster;

	@Parameters(index = "1", paramLabel = "NODE", description = "Number of a node.")
	private int node;

	@Parameters(index = "2..*", arity = "1..*", paramLabel = "COMMAND", description = "The command and its arguments.")
	private List<String> command;

	@Override
	public Integer call() throws IOException, InterruptedException {
		RemoteCommand remote = new RemoteCommand(System.in, System.out, System.err);
		try (RunningCluster running = RunningCluster.connect(cluster, remote); LocalTerminal terminal = tty ? LocalTerminal.raw() : null) {
			return remote.run(running, node, terminal == null ? command : LocalTerminal.sized(command), tty, terminal);
		}
	}
}
