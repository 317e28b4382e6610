package org.ssiworkbench.debug.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.IRequest;
import org.eclipse.debug.core.commands.AbstractDebugCommand;
import org.eclipse.debug.core.commands.IEnabledStateRequest;
import org.eclipse.debug.core.commands.IRestartHandler;
import org.eclipse.debug.core.model.IDebugElement;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.Replies;

/** The platform's command <em>Restart</em>: kills nodes and boots them again, in the same run; a replay goes to its begin. */
final class Restart extends AbstractDebugCommand implements IRestartHandler {
	static final Restart COMMAND = new Restart();
	private static final int POLL_MILLISECONDS = 50;

	private Restart() {
	}

	/** A node's target, or the launch for the whole cluster. */
	@Override
	protected Object getTarget(Object element) {
		return element instanceof IDebugElement debugged ? debugged.getDebugTarget() : element;
	}

	@Override
	protected boolean isExecutable(Object[] targets, IProgressMonitor monitor, IEnabledStateRequest request) {
		return List.of(targets).stream().allMatch(target -> canRestart(target));
	}

	private static boolean canRestart(Object target) {
		return switch (target) {
		case ClusterLaunch launch -> launch.session() != null && launch.session().isOpen();
		case NodeTarget node -> node.node().session().isOpen() && !node.node().session().isRecorded();
		default -> false;
		};
	}

	@Override
	protected void doExecute(Object[] targets, IProgressMonitor monitor, IRequest request) throws CoreException {
		Map<ClusterSession, Set<Integer>> nodes = new LinkedHashMap<>();
		for (Object target : targets)
			switch (target) {
			case ClusterLaunch launch when launch.session().isRecorded() -> launch.debug().toBegin();
			case ClusterLaunch launch -> of(nodes, launch.session()).addAll(launch.session().nodes().stream().map(ClusterNode::number).toList());
			case NodeTarget node -> of(nodes, node.node().session()).add(node.node().number());
			default -> throw new IllegalStateException(target + " was said to be restarted");
			}
		SubMonitor progress = SubMonitor.convert(monitor, nodes.size());
		for (var each : nodes.entrySet())
			restart(each.getKey(), each.getValue(), progress.split(1));
	}

	private static Set<Integer> of(Map<ClusterSession, Set<Integer>> nodes, ClusterSession session) {
		return nodes.computeIfAbsent(session, s -> new TreeSet<>());
	}

	/** Kills those that run and boots them when their machines are gone. Nodes that are off stay so unless they were named alone. */
	private static void restart(ClusterSession session, Collection<Integer> numbers, IProgressMonitor monitor) throws CoreException {
		List<Integer> running = new ArrayList<>(running(session, numbers));
		if (!running.isEmpty())
			Replies.await(session.crash(running), monitor);
		while (!running(session, numbers).isEmpty())
			pause(monitor);
		Replies.await(session.add(running.isEmpty() ? List.copyOf(numbers) : running), monitor);
	}

	private static List<Integer> running(ClusterSession session, Collection<Integer> numbers) {
		return numbers.stream().filter(number -> new ClusterNode(session, number).canEnd()).toList();
	}

	private static void pause(IProgressMonitor monitor) {
		if (monitor.isCanceled())
			throw new OperationCanceledException();
		try {
			Thread.sleep(POLL_MILLISECONDS);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new OperationCanceledException();
		}
	}
}
