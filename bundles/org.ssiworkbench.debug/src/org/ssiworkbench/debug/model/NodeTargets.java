package org.ssiworkbench.debug.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.ClusterSessionListener;
import org.ssiworkbench.debug.session.Replies;

/**
 * Keeps a launch's targets and processes in step with the cluster: every boot of a node is a new target, and its process
 * is what the node's console shows. Confined to the session's thread.
 */
final class NodeTargets implements ClusterSessionListener {
	private static final int SHOW_SECONDS = 10;

	private final ClusterLaunch launch;
	private final ClusterSession session;
	private final ClusterProcess cluster;
	private final Map<Integer, NodeTarget> targets = new TreeMap<>();

	NodeTargets(ClusterLaunch launch, ClusterSession session) {
		this.launch = launch;
		this.session = session;
		cluster = new ClusterProcess(launch, session);
	}

	/** Returns when the nodes that run are shown. */
	void start() throws CoreException {
		launch.addProcess(cluster);
		cluster.begin();
		session.addListener(this);
		Replies.within(session.refresh(this), SHOW_SECONDS);
	}

	@Override
	public void statusChanged(ClusterSession of, ClusterStatus status) {
		List<NodeStatus> booted = status.nodes().stream().filter(this::boots).toList();
		if (!booted.isEmpty())
			boot(booted);
		for (NodeStatus node : status.nodes())
			if (targets.containsKey(node.number()))
				targets.get(node.number()).update(node, ClusterNode.runs(node));
	}

	@Override
	public void debugStopped(ClusterSession of, DebugState state) {
		if (launch.debug() != null)
			fire(launch.debug().stopped(state, List.copyOf(targets.values())));
	}

	@Override
	public void debugResumed(ClusterSession of, DebugState state) {
		if (launch.debug() != null)
			fire(launch.debug().resumed(state, List.copyOf(targets.values())));
	}

	private static void fire(List<DebugEvent> events) {
		DebugPlugin debug = DebugPlugin.getDefault();
		if (debug != null)
			debug.fireDebugEventSet(events.toArray(DebugEvent[]::new));
	}

	@Override
	public void message(ClusterSession of, String level, String text) {
		cluster.print(level, text);
	}

	@Override
	public void console(ClusterSession of, int node, byte[] bytes) {
		NodeTarget target = targets.get(node);
		if (target != null)
			target.getProcess().console().append(bytes);
	}

	@Override
	public void ended(ClusterSession of, String reason) {
		targets.values().forEach(NodeTarget::ended);
		cluster.print("info", reason);
		cluster.ended();
	}

	/** Whether a node runs that is not shown yet, or not since it ended. */
	private boolean boots(NodeStatus node) {
		NodeTarget target = targets.get(node.number());
		return ClusterNode.runs(node) && (target == null || target.isTerminated());
	}

	private void boot(List<NodeStatus> nodes) {
		launch.change(() -> nodes.forEach(this::replace));
		for (NodeStatus node : nodes) {
			targets.get(node.number()).begin();
			session.followConsole(node.number());
		}
	}

	private void replace(NodeStatus node) {
		NodeTarget target = new NodeTarget(launch, session, node);
		NodeTarget former = targets.put(node.number(), target);
		if (former != null) {
			launch.removeDebugTarget(former);
			launch.removeProcess(former.getProcess());
		}
		launch.addProcess(target.getProcess());
		launch.addDebugTarget(target);
	}
}
