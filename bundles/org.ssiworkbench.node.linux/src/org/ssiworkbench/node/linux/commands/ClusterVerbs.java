package org.ssiworkbench.node.linux.commands;

import java.util.List;
import java.util.StringJoiner;

import org.ssiworkbench.node.Transition;

/** Who is in the cluster: {@code cluster}, {@code clustername}, {@code clusternode_num}, {@code clusternode_getstate}. */
final class ClusterVerbs {
	private static final String USAGE = "cluster [-m | -v [--machine] | -V NODE]";

	private final ClusterView cluster;

	ClusterVerbs(ClusterView cluster) {
		this.cluster = cluster;
	}

	void addTo(Requests requests) {
		requests.add("cluster", this::cluster);
		requests.add("clustername", request -> print(request, cluster.clusterName()));
		requests.add("clusternode_num", request -> print(request, cluster.node().number()));
		requests.add("node_self", request -> print(request, cluster.node().number()));
		requests.add("clusternode_getstate", this::state);
	}

	private static void print(Request request, Object value) throws CommandException {
		if (!request.arguments().isEmpty())
			throw CommandException.usage(request.verb());
		request.out(value + "\n");
		request.done();
	}

	private void state(Request request) throws CommandException {
		List<String> words = request.arguments();
		if (words.size() > 1)
			throw CommandException.usage("clusternode_getstate [NODE]");
		int node = words.isEmpty() ? cluster.node().number() : cluster.number(words.getFirst());
		request.out(cluster.clms().state(node) + "\n");
		request.done();
	}

	private void cluster(Request request) throws CommandException {
		List<String> words = request.arguments();
		String form = words.isEmpty() ? "-m" : words.getFirst();
		if (words.size() < 2 && form.equals("-m"))
			request.out(members());
		else if (words.size() == 1 && form.equals("-v"))
			request.out(new Table(table(true)).aligned());
		else if (words.equals(List.of("-v", "--machine")))
			request.out(new Table(table(false)).tabbed());
		else if (words.size() == 2 && form.equals("-V"))
			request.out(details(cluster.number(words.get(1))));
		else
			throw CommandException.usage(USAGE);
		request.done();
	}

	/** The nodes that are UP, on one line. */
	private String members() {
		StringJoiner numbers = new StringJoiner(" ", "", "\n");
		cluster.clms().membership().forEach(node -> numbers.add(node.toString()));
		return numbers.toString();
	}

	private List<List<String>> table(boolean titles) {
		List<List<String>> rows = new java.util.ArrayList<>();
		if (titles)
			rows.add(List.of("NODE", "NAME", "STATE", "ROLE", "LOAD", "ADDRESS"));
		for (int node : cluster.node().nodes())
			rows.add(List.of(Integer.toString(node), cluster.name(node), cluster.clms().state(node).name(), role(node),
					load(node), cluster.addresses().get(node)));
		return rows;
	}

	private String role(int node) {
		if (node == cluster.clms().masterNode())
			return "master";
		return cluster.node().initNodes().contains(node) ? "init" : "member";
	}

	private String load(int node) {
		return cluster.clms().available(node) && cluster.clms().load(node) >= 0 ? Long.toString(cluster.clms().load(node)) : "-";
	}

	private String details(int node) {
		StringJoiner lines = new StringJoiner("\n", "", "\n");
		lines.add("node: " + node);
		lines.add("name: " + cluster.name(node));
		lines.add("state: " + cluster.clms().state(node));
		lines.add("role: " + role(node));
		lines.add("initnode: " + (cluster.node().initNodes().contains(node) ? "yes" : "no"));
		lines.add("address: " + cluster.addresses().get(node));
		lines.add("load: " + load(node));
		List<Transition> own = cluster.clms().history().stream().filter(transition -> transition.node() == node).toList();
		if (!own.isEmpty())
			lines.add("transid: " + own.getLast().transid()).add("cause: " + own.getLast().cause());
		return lines.toString();
	}
}
