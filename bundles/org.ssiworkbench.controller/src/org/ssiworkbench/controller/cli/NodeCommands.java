package org.ssiworkbench.controller.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs commands on the nodes of a cluster of this process and takes what they print. */
final class NodeCommands {
	private final BootedCluster cluster;

	NodeCommands(BootedCluster cluster) {
		this.cluster = cluster;
	}

	/** What a command printed; {@link CommandException} with what it printed when it ended with another status than 0. */
	String run(int node, String... words) throws IOException, InterruptedException {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream all = new PrintStream(printed, false, StandardCharsets.UTF_8);
		RemoteCommand command = new RemoteCommand(InputStream.nullInputStream(), all, all);
		int status;
		try (RunningCluster running = RunningCluster.connect(cluster, command)) {
			status = command.run(running, node, List.of(words));
		}
		String text = printed.toString(StandardCharsets.UTF_8);
		if (status != 0)
			throw new CommandException(String.join(" ", words) + " on node " + node + " ended with status " + status + ": " + text);
		return text;
	}
}
