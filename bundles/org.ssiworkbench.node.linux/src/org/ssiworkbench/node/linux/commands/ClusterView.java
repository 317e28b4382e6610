package org.ssiworkbench.node.linux.commands;

import java.util.SortedMap;

import org.ssiworkbench.node.NodeConfig;
import org.ssiworkbench.node.clms.Clms;
import org.ssiworkbench.node.control.ConfigText;
import org.ssiworkbench.node.linux.Agent;

/**
 * The cluster as one node knows it: its configuration and its membership service.
 *
 * @param config what the node was told at its boot
 * @param clms its membership service
 */
public record ClusterView(ConfigText config, Clms clms) {
	NodeConfig node() {
		return config.node();
	}

	/** Empty if it has none. */
	String clusterName() {
		return config.extras().getOrDefault(Agent.CLUSTER, "");
	}

	String name(int number) {
		return config.extras().getOrDefault(Agent.NAME + number, "node" + number);
	}

	SortedMap<Integer, String> addresses() {
		return config.addresses();
	}

	/** Reads a node's number, or its name. */
	int number(String word) throws CommandException {
		for (int number : node().nodes())
			if (word.equals(Integer.toString(number)) || word.equals(name(number)))
				return number;
		throw CommandException.failed("there is no node " + word + " in this cluster");
	}
}
