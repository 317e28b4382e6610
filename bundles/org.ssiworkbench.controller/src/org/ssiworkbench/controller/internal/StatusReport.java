package org.ssiworkbench.controller.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.ssiworkbench.controller.internal.host.ClusterHost;
import org.ssiworkbench.controller.internal.host.MachineState;
import org.ssiworkbench.controller.internal.plan.ClusterPlan;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;
import org.ssiworkbench.node.NodeState;

/** Puts together what is known of all nodes. */
final class StatusReport {
	private final ClusterPlan plan;
	private final Collection<NodeRecord> nodes;
	private final ClusterHost host;

	StatusReport(ClusterPlan plan, Collection<NodeRecord> nodes, ClusterHost host) {
		this.plan = plan;
		this.nodes = nodes;
		this.host = host;
	}

	ClusterStatus make(Phase phase) {
		int master = master();
		List<NodeStatus> all = nodes.stream().map(node -> describe(node, master)).toList();
		return new ClusterStatus(plan.name(), phase.word(), host.loop().now(), master, all);
	}

	/** Whether every machine that was started has its node UP, or is gone, and at least one is UP. */
	boolean settled() {
		Optional<NodeRecord> informed = informed();
		return informed.isPresent() && nodes.stream().allMatch(node -> settled(node, informed.get()));
	}

	private static boolean settled(NodeRecord node, NodeRecord informed) {
		return switch (node.machine) {
		case BOOTING -> false;
		case OFF, ENDED -> true;
		case RUNNING -> informed.belief(node.plan.number()) == NodeState.UP;
		};
	}

	/** The one node that takes itself for the master; 0 if there is none, or several. */
	private int master() {
		List<NodeRecord> claims = nodes.stream().filter(NodeRecord::claimsMaster).toList();
		return claims.size() == 1 ? claims.getFirst().plan.number() : 0;
	}

	/** A node that is UP in its own view and can be asked; refused when there is none. */
	int upNode() {
		return nodes.stream().filter(node -> node.machine == MachineState.RUNNING && node.status != null)
				.map(node -> node.plan.number()).filter(number -> informed().get().belief(number) == NodeState.UP).findFirst()
				.orElseThrow(() -> new RefusedException("no node of " + plan.name() + " is UP; see 'ssi status " + plan.name() + "'"));
	}

	/** The node that knows best: the master, of several the one with the most transitions, else any. */
	private Optional<NodeRecord> informed() {
		Comparator<NodeRecord> byKnowledge = Comparator.comparing(NodeRecord::claimsMaster)
				.thenComparing(node -> node.status.transid());
		return nodes.stream().filter(node -> node.status != null).max(byKnowledge);
	}

	private NodeStatus describe(NodeRecord node, int master) {
		int number = node.plan.number();
		NodeState state = informed().map(informed -> informed.belief(number)).orElse(NodeState.NEVERUP);
		boolean running = node.machine == MachineState.RUNNING;
		return new NodeStatus(number, node.plan.name(), state.name(), node.machine.word(), node.plan.initNode(),
				number == master, plan.network().address(number), node.pid, node.status == null ? 0 : node.status.load(),
				running ? host.memory(number) : 0, node.status == null ? 0 : node.status.transid(), node.view());
	}
}
