package org.ssiworkbench.node.linux.commands;

import java.util.List;

import org.ssiworkbench.node.clms.Clms;

/** How busy the nodes are: {@code loads} and {@code fastnode}. */
final class LoadVerbs {
	private final ClusterView cluster;

	LoadVerbs(ClusterView cluster) {
		this.cluster = cluster;
	}

	void addTo(Requests requests) {
		requests.add("loads", this::loads);
		requests.add("fastnode", this::fastnode);
	}

	private void loads(Request request) throws CommandException {
		List<String> words = request.arguments();
		if (words.isEmpty()) {
			for (int node : cluster.clms().membership())
				request.out(line(node));
			request.done();
		} else if (words.size() == 2 && words.getFirst().equals("-n")) {
			request.out(line(available(cluster.number(words.get(1)))));
			request.done();
		} else {
			throw CommandException.usage("loads [-n NODE]");
		}
	}

	private int available(int node) throws CommandException {
		if (!cluster.clms().available(node))
			throw CommandException.failed("node " + node + " is not up but " + cluster.clms().state(node));
		return node;
	}

	private String line(int node) {
		return node + ": " + Math.max(0, cluster.clms().load(node)) + "\n";
	}

	private void fastnode(Request request) throws CommandException {
		if (!request.arguments().isEmpty())
			throw CommandException.usage("fastnode");
		request.out(leastLoaded() + "\n");
		request.done();
	}

	/** Of equals this node, else the lowest. */
	private int leastLoaded() {
		Clms clms = cluster.clms();
		int best = cluster.node().number();
		for (int node : clms.membership())
			if (clms.load(node) >= 0 && clms.load(node) < clms.load(best))
				best = node;
		return best;
	}
}
