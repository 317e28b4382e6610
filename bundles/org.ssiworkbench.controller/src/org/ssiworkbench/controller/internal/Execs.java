package org.ssiworkbench.controller.internal;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

import org.ssiworkbench.controller.internal.host.ClusterHost;
import org.ssiworkbench.controller.internal.host.MachineState;
import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerClient.ExecExit;
import org.ssiworkbench.controller.protocol.ControllerService.ExecData;
import org.ssiworkbench.controller.protocol.ControllerService.ExecRef;
import org.ssiworkbench.controller.protocol.ControllerService.ExecRequest;
import org.ssiworkbench.controller.protocol.ControllerService.ExecSize;

/** The commands that run on nodes, and who hears of them. Confined to the cluster's loop. */
final class Execs {
	private static final int HANGUP = 1;
	/** What a shell reports of a process killed by signal 9: its node is gone. */
	private static final int KILLED = 128 + 9;
	/** In a row or a column of a terminal. */
	private static final int MOST_CHARACTERS = 0xffff;

	private record Exec(int node, ControllerClient client) {
	}

	private final ClusterHost host;
	private final IntFunction<NodeRecord> nodes;
	private final Map<Integer, Exec> running = new TreeMap<>();
	private int last;

	/** {@code nodes} refuses numbers that do not exist. */
	Execs(ClusterHost host, IntFunction<NodeRecord> nodes) {
		this.host = host;
		this.nodes = nodes;
	}

	ExecRef start(ControllerClient client, ExecRequest request) {
		NodeRecord node = nodes.apply(request.node());
		if (request.command() == null || request.command().isEmpty())
			throw new RefusedException("no command was given; name one after the node");
		if (node.machine != MachineState.RUNNING)
			throw new RefusedException("node " + request.node() + " does not run (its machine is " + node.machine.word()
					+ "); start it with 'ssi add'");
		int exec = ++last;
		host.exec(exec, request.node(), List.copyOf(request.command()), request.tty());
		running.put(exec, new Exec(request.node(), client));
		return new ExecRef(exec);
	}

	/** Completes when there is room for more; what comes after the command's end has no reader, as in a pipe. */
	CompletableFuture<Void> input(int exec, byte[] data) {
		return running.containsKey(exec) ? host.execInput(exec, data) : CompletableFuture.completedFuture(null);
	}

	void signal(int exec, int signal) {
		if (running.containsKey(exec))
			host.execSignal(exec, signal);
	}

	void size(ExecSize size) {
		if (size.rows() < 1 || size.columns() < 1 || size.rows() > MOST_CHARACTERS || size.columns() > MOST_CHARACTERS)
			throw new RefusedException("a terminal has 1 to " + MOST_CHARACTERS + " rows and columns, not " + size.rows() + " and "
					+ size.columns());
		if (running.containsKey(size.exec()))
			host.execSize(size.exec(), size.rows(), size.columns());
	}

	void output(int exec, int stream, byte[] data) {
		Exec known = running.get(exec);
		if (known != null && known.client() != null)
			known.client().execOutput(new ExecData(exec, stream, Base64.getEncoder().encodeToString(data)));
	}

	void exit(int exec, int status) {
		Exec known = running.remove(exec);
		if (known != null && known.client() != null)
			known.client().execExit(new ExecExit(exec, status));
	}

	/** Nobody waits for this client's commands any more. */
	void detached(ControllerClient client) {
		running.forEach((exec, known) -> {
			if (known.client() == client)
				host.execSignal(exec, HANGUP);
		});
	}

	/** The node's commands died with it. */
	void nodeEnded(int node) {
		List<Integer> lost = running.entrySet().stream().filter(entry -> entry.getValue().node() == node).map(Map.Entry::getKey)
				.toList();
		lost.forEach(exec -> exit(exec, KILLED));
	}
}
