package org.ssiworkbench.controller.internal;

import java.util.List;

import org.ssiworkbench.controller.internal.host.MachineState;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.NodePlan;
import org.ssiworkbench.controller.protocol.ControllerService.NodeBelief;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.control.StatusText;

/** What the controller knows of one node. Confined to the cluster's loop. */
final class NodeRecord {
	final NodePlan plan;
	final ConsoleLog console;
	MachineState machine = MachineState.OFF;
	long pid;
	StatusText status;

	NodeRecord(NodePlan plan, ConsoleLog console) {
		this.plan = plan;
		this.console = console;
	}

	void machine(MachineState state, long newPid) {
		machine = state;
		pid = state.isAlive() ? newPid : 0;
		if (state != MachineState.RUNNING)
			status = null;
	}

	/** Whether this node takes itself for the master. */
	boolean claimsMaster() {
		return status != null && status.master() == plan.number();
	}

	/** What this node believes of another. */
	NodeState belief(int node) {
		return status.states().getOrDefault(node, NodeState.NEVERUP);
	}

	/** What this node believes of all; null when it does not run. */
	List<NodeBelief> view() {
		if (status == null)
			return null;
		return status.states().entrySet().stream().map(entry -> new NodeBelief(entry.getKey(), entry.getValue().name())).toList();
	}
}
