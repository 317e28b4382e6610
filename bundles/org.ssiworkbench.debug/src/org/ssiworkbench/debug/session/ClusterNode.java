package org.ssiworkbench.debug.session;

import java.util.Optional;

import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;

/** One node of an attached cluster: what views select and commands act on. Equal as long as session and number are. */
public record ClusterNode(ClusterSession session, int number) {

	/** The node's latest status; empty when the cluster has no such node. */
	public Optional<NodeStatus> status() {
		return session.status().nodes().stream().filter(node -> node.number() == number).findFirst();
	}

	/** Whether the node's machine is off, so that it can be added. */
	public boolean canAdd() {
		return session.isOpen() && !session.isRecorded() && status().filter(node -> !runs(node)).isPresent();
	}

	/** Whether the node's machine runs, so that it can be crashed or shut down. */
	public boolean canEnd() {
		return session.isOpen() && !session.isRecorded() && status().filter(ClusterNode::runs).isPresent();
	}

	/** Whether a node's machine is booting or running. */
	public static boolean runs(NodeStatus node) {
		return "booting".equals(node.machine()) || "running".equals(node.machine());
	}
}
