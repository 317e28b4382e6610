package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.kernel.RunningKernel;
import org.ssiworkbench.controller.runtime.RuntimeFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ssi gdb}: gdb on the kernel of a UML node, with symbols. */
@Command(name = "gdb", mixinStandardHelpOptions = true, description = "Debugs the kernel of a UML node with gdb; the node stands while gdb waits for you.")
final class GdbCommand implements Callable<Integer> {
	@Parameters(index = "0", paramLabel = "CLUSTER", description = "Name of a running cluster.")
	private String cluster;

	@Parameters(index = "1", paramLabel = "NODE", description = "Number of a node.")
	private int node;

	@Parameters(index = "2..*", arity = "0..*", paramLabel = "OPTION", description = "Further options for gdb, such as -ex 'break vfs_write'.")
	private List<String> options = new ArrayList<>();

	@Override
	public Integer call() throws IOException, InterruptedException {
		RunningKernel kernel = RunningKernel.ofNode(RuntimeFolder.of(cluster), node);
		List<String> command = new ArrayList<>(List.of("gdb", "-q", "-nx", "-p", Long.toString(kernel.pid()), "-ex",
				"symbol-file " + kernel.symbols(), "-ex", RunningKernel.SIGNALS));
		command.addAll(options);
		return new ProcessBuilder(command).inheritIO().start().waitFor();
	}
}
