package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.ssiworkbench.controller.protocol.ControllerService.Kill;
import org.ssiworkbench.controller.protocol.ControllerService.Migrate;

/** Moves a process between two nodes, and sends as many bytes by TCP the same way, in turns. */
final class MoveBench {
	private static final int RATE_KB = 1000;
	private static final int TERMINATE = 15;
	private static final String ADDRESS = "10.9.0.";

	/** A move as its program saw it and as a whole, and TCP of as many bytes; ns. */
	record Round(long freeze, long total, long tcp) {
	}

	private final BootedCluster cluster;
	private final NodeCommands commands;
	private final RunningCluster running;

	MoveBench(BootedCluster cluster, RunningCluster running) {
		this.cluster = cluster;
		this.running = running;
		commands = new NodeCommands(cluster);
	}

	/** The rounds of one size, after a move there and back that do not count. */
	List<Round> rounds(int megabytes, int count) throws IOException, InterruptedException {
		MemoryProcess process = MemoryProcess.start(cluster, running, 1, "size-" + megabytes, megabytes, RATE_KB);
		round(process, megabytes, 1, 2);
		round(process, megabytes, 2, 1);
		List<Round> rounds = new ArrayList<>();
		for (int i = 0; i < count; i++)
			rounds.add(round(process, megabytes, 1 + i % 2, 2 - i % 2));
		running.await(running.service().kill(new Kill(process.pid(), TERMINATE)));
		return rounds;
	}

	private Round round(MemoryProcess process, int megabytes, int from, int to) throws IOException, InterruptedException {
		process.look(running);
		long begin = System.nanoTime();
		running.await(running.service().migrate(new Migrate(process.pid(), to)));
		long total = System.nanoTime() - begin;
		MemoryProcess.Look look = process.look(running);
		if (look.bad() != 0)
			throw new CommandException("after a move " + look.bad() + " pages of the process were not as they were left");
		return new Round(look.gap(), total, tcp((long) megabytes << 20, from, to));
	}

	private long tcp(long bytes, int from, int to) throws IOException, InterruptedException {
		CompletableFuture<String> sink = CompletableFuture.supplyAsync(() -> sink(to));
		commands.run(from, "ssi-bench", "source", ADDRESS + to, Long.toString(bytes));
		return Long.parseLong(sink.join().strip().split("\\s+")[3]);
	}

	private String sink(int node) {
		try {
			return commands.run(node, "ssi-bench", "sink");
		} catch (IOException | InterruptedException e) {
			throw new CompletionException(e);
		}
	}
}
