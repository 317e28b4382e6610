package org.ssiworkbench.controller.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;

/** A cluster's status as a table. */
final class StatusTable {
	private static final List<String> HEAD = List.of("NODE", "NAME", "STATE", "MACHINE", "ROLE", "ADDRESS", "LOAD", "MEMORY",
			"TRANSID", "SEES");

	private final ClusterStatus status;

	StatusTable(ClusterStatus status) {
		this.status = status;
	}

	void print(Output out) {
		String master = status.master() == 0 ? "no master, or several" : "master is node " + status.master();
		out.line(status.name() + ": " + status.phase() + ", " + master);
		out.table(HEAD, status.nodes().stream().map(StatusTable::row).toList());
	}

	private static List<String> row(NodeStatus node) {
		String role = node.master() ? "master" : node.initNode() ? "init" : "-";
		return List.of(Integer.toString(node.number()), node.name(), node.state(), node.machine(), role, node.address(),
				String.format(Locale.ROOT, "%.2f", node.load() / 100.0), node.memory() == 0 ? "-" : (node.memory() >> 20) + " MB",
				Long.toString(node.transid()), view(node));
	}

	private static String view(NodeStatus node) {
		if (node.view() == null)
			return "-";
		return node.view().stream().map(belief -> belief.node() + "=" + belief.state()).collect(Collectors.joining(" "));
	}
}
