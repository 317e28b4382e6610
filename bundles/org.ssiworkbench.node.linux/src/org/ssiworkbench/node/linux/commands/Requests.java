package org.ssiworkbench.node.linux.commands;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.vproc.Vproc;

/** Hands each command's request to what answers it. Confined to the node's thread. */
public final class Requests {
	private final Map<String, Verb> verbs = new TreeMap<>();

	/** What answers one kind of command: at once or later, exactly once. */
	@FunctionalInterface
	interface Verb {
		void run(Request request) throws CommandException;
	}

	/** Answers requests about a cluster and the processes in it; {@code clock} tells ns of the cluster's clock. */
	public Requests(ClusterView cluster, Vproc vproc, Node node, LongSupplier clock) {
		new ClusterVerbs(cluster).addTo(this);
		new LoadVerbs(cluster).addTo(this);
		new ProcessVerbs(cluster, vproc).addTo(this);
		new LevelVerbs(cluster, node.leveling()).addTo(this);
		new DaemonVerbs(cluster, node.keepalive(), clock).addTo(this);
	}

	void add(String name, Verb verb) {
		verbs.put(name, verb);
	}

	/** Answers one request. */
	public void handle(Request request) {
		Verb verb = verbs.get(request.verb());
		try {
			if (verb == null)
				throw CommandException.failed("this node knows no such command");
			verb.run(request);
		} catch (CommandException e) {
			request.fail(e.status, e.getMessage());
		}
	}
}
