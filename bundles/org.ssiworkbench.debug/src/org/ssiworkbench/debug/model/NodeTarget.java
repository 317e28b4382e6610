package org.ssiworkbench.debug.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IThread;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;
import org.ssiworkbench.debug.breakpoint.SsiBreakpoint;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.Replies;

/**
 * One boot of one node. Terminating it is switching the node's machine off without a word, so the others must find out:
 * what a power failure does. The launch goes on. Thread-safe.
 */
public final class NodeTarget extends NodeElement implements OpaqueTarget, NodeStep {
	/** Id of this debug model. */
	public static final String MODEL = "org.ssiworkbench.debug";

	private static final int CRASH_SECONDS = 10;

	private final ClusterLaunch launch;
	private final NodeProcess process;
	private final NodeThread thread;
	private final ProcessThreads processes;
	private final AtomicBoolean looked = new AtomicBoolean();
	private volatile NodeStatus status;
	private volatile boolean terminated;

	NodeTarget(ClusterLaunch launch, ClusterSession session, NodeStatus status) {
		super(launch, new ClusterNode(session, status.number()));
		this.launch = launch;
		this.status = status;
		process = new NodeProcess(launch, this);
		thread = new NodeThread(this);
		processes = new ProcessThreads(this);
	}

	/** Where the node's cluster stands; null when it is not debugged. */
	public ClusterDebug debug() {
		return launch.debug();
	}

	/** The node's own software. */
	@Override
	public NodeThread thread() {
		return thread;
	}

	/** The node's status; after the end of this boot what the others believe of it, until it boots again. */
	public NodeStatus status() {
		return status;
	}

	@Override
	public String getName() {
		return status.number() + " " + status.name() + "  " + status.state();
	}

	@Override
	public NodeProcess getProcess() {
		return process;
	}

	@Override
	public boolean canTerminate() {
		return !terminated && node().session().isOpen() && !node().session().isRecorded();
	}

	@Override
	public boolean isTerminated() {
		return terminated;
	}

	/** Switches the node off; returns when the controller has done so, never to be called on the UI thread. */
	@Override
	public void terminate() throws DebugException {
		try {
			Replies.within(node().session().crash(List.of(status.number())), CRASH_SECONDS);
		} catch (CoreException e) {
			throw new DebugException(e.getStatus());
		}
	}

	@Override
	public boolean canDisconnect() {
		return false;
	}

	@Override
	public void disconnect() throws DebugException {
		throw unsupported("A node cannot be left alone: disconnect from its cluster.");
	}

	@Override
	public boolean isDisconnected() {
		return false;
	}

	@Override
	public IDebugTarget getDebugTarget() {
		return this;
	}

	@Override
	public String getModelIdentifier() {
		return MODEL;
	}

	/** The node's own software and, while the node stands, its processes; asks the controller, so never to be called on the UI thread. */
	@Override
	public IThread[] getThreads() {
		looked.set(true);
		if (!hasThreads())
			return new IThread[0];
		List<IThread> all = new ArrayList<>(List.of(thread));
		if (isSuspended())
			all.addAll(processes.get());
		return all.toArray(IThread[]::new);
	}

	/** Whether somebody has looked into the node since this was asked last: what he has seen is no longer true. */
	boolean looksOld() {
		return looked.getAndSet(false);
	}

	@Override
	public boolean hasThreads() {
		return debug() != null && !terminated;
	}

	@Override
	public boolean canResume() {
		return isSuspended();
	}

	@Override
	public boolean canSuspend() {
		return debug() != null && !terminated && debug().canSuspend() && !isSuspended();
	}

	@Override
	public boolean isSuspended() {
		return debug() != null && !terminated && debug().isSuspended(status.number());
	}

	/** Lets the node go on; when the whole cluster stands, that. */
	@Override
	public void resume() throws DebugException {
		debug().resume(debug().isSuspended() ? List.of() : List.of(status.number()), status.number());
	}

	/** Stops this node only: the others go on, and will find it down when that takes long. */
	@Override
	public void suspend() throws DebugException {
		debug().suspend(List.of(status.number()));
	}

	@Override
	public boolean supportsBreakpoint(IBreakpoint breakpoint) {
		return breakpoint instanceof SsiBreakpoint;
	}

	@Override
	public String whyNoMemory() {
		return "A node's memory cannot be read.";
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		return adapter == IDebugTarget.class ? adapter.cast(this) : super.getAdapter(adapter);
	}

	void begin() {
		fire(DebugEvent.CREATE, DebugEvent.UNSPECIFIED);
		process.begin();
	}

	void update(NodeStatus now, boolean runs) {
		boolean same = now.state().equals(status.state()) && now.master() == status.master();
		NodeStatus before = status;
		status = now;
		if (!runs && !terminated)
			end(wasShutDown(before) || wasShutDown(now));
		else if (!same && terminated)
			launch.changed();
		else if (!same)
			fire(DebugEvent.CHANGE, DebugEvent.STATE);
	}

	void ended() {
		if (!terminated)
			end(true);
	}

	private void end(boolean shutDown) {
		terminated = true;
		process.ended(shutDown);
		fire(DebugEvent.TERMINATE, DebugEvent.UNSPECIFIED);
	}

	private static boolean wasShutDown(NodeStatus node) {
		return "SHUTDOWN".equals(node.state()) || "GOINGDOWN".equals(node.state());
	}

	private static DebugException unsupported(String sentence) {
		return new DebugException(Status.error(sentence));
	}
}
