package org.ssiworkbench.node.linux.commands;

import java.util.Map;
import java.util.TreeMap;

import org.ssiworkbench.node.load.LoadLeveling;
import org.ssiworkbench.node.vproc.Vproc;

/** Hands each command's request to what answers it. Confined to the node's thread. */
public final class Requests {
	private final Map<String, Verb> verbs = new TreeMap<>();

	/** What answers one kind of command: at once or later, exactly once. */
	@FunctionalInterface
	interface Verb {
		void run(Request request) throws CommandException;
	}

	/** Answers requests from what this node knows and can do. */
	public Requests(ClusterView cluster, Vproc vproc, LoadLeveling leveling) {
		new ClusterVerbs(cluster).addTo(this);
		new LoadVerbs(cluster).addTo(this);
		new ProcessVerbs(cluster, vproc).addTo(this);
		new LevelVerbs(cluster, leveling).addTo(this);
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
