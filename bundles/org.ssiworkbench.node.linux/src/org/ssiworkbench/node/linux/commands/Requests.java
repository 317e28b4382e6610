package org.ssiworkbench.node.linux.commands;

import java.util.Map;
import java.util.TreeMap;

/** Hands each command's request to what answers it. Confined to the node's thread. */
public final class Requests {
	private final Map<String, Verb> verbs = new TreeMap<>();

	/** What answers one kind of command: at once or later, exactly once. */
	@FunctionalInterface
	interface Verb {
		void run(Request request) throws UsageException;
	}

	/** Answers requests from what this node knows. */
	public Requests(ClusterView cluster) {
		new ClusterVerbs(cluster).addTo(this);
		new LoadVerbs(cluster).addTo(this);
	}

	void add(String name, Verb verb) {
		verbs.put(name, verb);
	}

	/** Answers one request. */
	public void handle(Request request) {
		Verb verb = verbs.get(request.verb());
		try {
			if (verb == null)
				throw new UsageException("this node knows no such command");
			verb.run(request);
		} catch (UsageException e) {
			request.fail(Request.USAGE, e.getMessage());
		}
	}
}
