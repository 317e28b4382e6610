package org.ssiworkbench.cluster.check;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.HostKind;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.Units;

/** Rules for the nodes. */
final class NodeRules {
	/** The highest node number: a pid has 7 bits for it. */
	static final int MOST_NODES = 127;

	/** A kernel and the agent do not start with less, in bytes. */
	private static final long LEAST_MEMORY = 48L << 20;
	private static final long MOST_MEMORY = 64L << 30;
	private static final Pattern NAME = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?");

	private final Problems problems;
	private final Map<Integer, Node> numbers = new HashMap<>();
	private final Map<String, Node> names = new HashMap<>();

	NodeRules(Problems problems) {
		this.problems = problems;
	}

	void check(Cluster cluster) {
		if (cluster.getNodes().isEmpty()) {
			problems.error(cluster, "has no nodes", "add at least one Node with initNode=\"true\"");
			return;
		}
		checkInitNode(cluster);
		for (Node node : cluster.getNodes()) {
			checkNumber(node);
			checkName(node);
			checkMemory(node, node.getMemory());
			checkKernel(node);
			checkHost(node, cluster.getNodes().getFirst());
		}
	}

	private void checkInitNode(Cluster cluster) {
		if (cluster.getNodes().stream().noneMatch(Node::isInitNode)) {
			problems.error(cluster, "has no init node, so nobody can be its CLMS master",
					"write initNode=\"true\" on at least one Node");
		}
	}

	private void checkNumber(Node node) {
		String remedy = "give each node its own number from 1 to " + MOST_NODES;
		int number = node.getNumber();
		if (number < 1 || number > MOST_NODES) {
			problems.error(node, number == 0 ? "has no number" : "number " + number + " is out of range", remedy);
			return;
		}
		Node other = numbers.putIfAbsent(number, node);
		if (other != null) {
			problems.error(node, "number " + number + " is also that of " + Labels.of(other) + SourceLine.hint(other), remedy);
		}
	}

	private void checkName(Node node) {
		String remedy = "give each node its own name of up to 32 letters, digits and hyphens, with at least one letter";
		String name = node.getName();
		if (name == null) {
			problems.error(node, "has no name", remedy);
			return;
		}
		if (!NAME.matcher(name).matches()) {
			problems.error(node, "name " + Labels.quote(name) + " cannot be a host name", remedy);
			return;
		}
		Node other = names.putIfAbsent(name.toLowerCase(Locale.ROOT), node);
		if (other != null) {
			problems.error(node, "name " + name + " is also that of another node" + SourceLine.hint(other), remedy);
		}
	}

	/** Checks what nodes are to have instead of what the model says, in bytes by number. */
	void checkMemory(Cluster cluster, Map<Integer, Long> memory) {
		memory.forEach((number, bytes) -> cluster.getNodes().stream().filter(node -> node.getNumber() == number).findFirst().ifPresentOrElse(
				node -> checkMemory(node, bytes),
				() -> problems.error(cluster, "has no node " + number + " that could have other memory", "name nodes of the model")));
	}

	private void checkMemory(Node node, long memory) {
		if (memory < LEAST_MEMORY || memory > MOST_MEMORY) {
			problems.error(node, "memory " + Units.formatSize(memory) + " is out of range",
					"use " + Units.formatSize(LEAST_MEMORY) + " to " + Units.formatSize(MOST_MEMORY));
		}
	}

	private void checkKernel(Node node) {
		if (node.getHost() == HostKind.UML && node.getKernel() == null) {
			problems.error(node, "has no kernel", "write kernel=\"...\" with the id of a Kernel, or host=\"SIMULATOR\"");
		}
	}

	private void checkHost(Node node, Node first) {
		if (node.getHost() != first.getHost()) {
			problems.error(node, "host " + node.getHost() + " differs from " + first.getHost() + " of " + Labels.of(first)
					+ SourceLine.hint(first), "use one host for all nodes: they share one clock");
		}
	}
}
