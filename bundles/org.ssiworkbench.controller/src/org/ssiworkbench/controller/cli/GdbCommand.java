package org.ssiworkbench.controller.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.uml.KernelSymbols;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ssi gdb}: gdb on the kernel of a UML node, with symbols. */
@Command(name = "gdb", mixinStandardHelpOptions = true, description = "Debugs the kernel of a UML node with gdb; the node stands while gdb waits for you.")
final class GdbCommand implements Callable<Integer> {
	/** UML uses these itself. */
	private static final String SIGNALS = "handle SIGSEGV SIGUSR1 SIGUSR2 SIGALRM SIGIO SIGCHLD SIGWINCH SIGPROF SIGVTALRM nostop noprint pass";

	@Parameters(index = "0", paramLabel = "CLUSTER", description = "Name of a running cluster.")
	private String cluster;

	@Parameters(index = "1", paramLabel = "NODE", description = "Number of a node.")
	private int node;

	@Parameters(index = "2..*", arity = "0..*", paramLabel = "OPTION", description = "Further options for gdb, such as -ex 'break vfs_write'.")
	private List<String> options = new ArrayList<>();

	@Override
	public Integer call() throws IOException, InterruptedException {
		long pid = kernelProcess();
		Path kernel = Path.of("/proc", Long.toString(pid), "exe").toRealPath();
		Path symbols = Files.createTempFile("ssi-kernel", ".symbols");
		try {
			if (KernelSymbols.has(kernel))
				return gdb(pid, kernel);
			KernelSymbols.add(kernel, kallsyms(), symbols);
			return gdb(pid, symbols);
		} finally {
			Files.deleteIfExists(symbols);
		}
	}

	/** The main process of the node's kernel, as UML wrote it down. */
	private long kernelProcess() throws IOException {
		Path file = RuntimeFolder.of(cluster).path().resolve(Path.of("uml", "n" + node, "pid"));
		if (!Files.isReadable(file))
			throw new CommandException("node " + node + " of cluster " + cluster + " has no kernel that runs; see 'ssi status "
					+ cluster + "'");
		return Long.parseLong(Files.readString(file).strip());
	}

	private String kallsyms() throws IOException, InterruptedException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		PrintStream errors = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
		RemoteCommand cat = new RemoteCommand(InputStream.nullInputStream(), new PrintStream(bytes), errors);
		try (RunningCluster running = RunningCluster.connect(cluster, cat)) {
			if (cat.run(running, node, List.of("cat", "/proc/kallsyms"), false) != 0)
				throw new CommandException("node " + node + " does not tell its kernel's symbols");
		}
		return bytes.toString(StandardCharsets.US_ASCII);
	}

	private int gdb(long pid, Path symbols) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("gdb", "-q", "-nx", "-p", Long.toString(pid), "-ex", "symbol-file " + symbols,
				"-ex", SIGNALS));
		command.addAll(options);
		return new ProcessBuilder(command).inheritIO().start().waitFor();
	}
}
