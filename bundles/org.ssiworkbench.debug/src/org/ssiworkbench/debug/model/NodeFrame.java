package org.ssiworkbench.debug.model;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.core.model.IVariable;
import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;

/** Something that a node handled, on this node or another one, as a frame: the frame behind it is what caused it. Thread-safe. */
public final class NodeFrame extends StandingElement implements LineFrame, NodeStep {
	private static final double MILLIS = 1e6;

	private final NodeThread thread;
	private final FrameInfo info;
	private IVariable[] variables;

	NodeFrame(NodeThread thread, FrameInfo info) {
		super(thread.target());
		this.thread = thread;
		this.info = info;
	}

	/** What the controller says of it. */
	public FrameInfo info() {
		return info;
	}

	/** The thread as our own type. */
	@Override
	public NodeThread thread() {
		return thread;
	}

	@Override
	public String getName() {
		return String.format("node %d: %s  %.3f ms", info.node(), info.text(), info.time() / MILLIS);
	}

	@Override
	public synchronized IVariable[] getVariables() throws DebugException {
		if (variables == null)
			variables = NodeVariable.of(this, "", thread.target().debug().variables(thread.number(), info.frame()));
		return variables;
	}

	@Override
	public boolean hasVariables() {
		return true;
	}

	/** Whether a variable has another value than at the stop before; only the first frame's can be compared. */
	boolean noteValue(String path, String value) {
		return info.frame() == 0 && thread.noteValue(path, value);
	}

	@Override
	public IThread getThread() {
		return thread;
	}

	@Override
	public int getLineNumber() {
		return -1;
	}

	@Override
	public boolean canResume() {
		return thread.canResume();
	}

	@Override
	public boolean canSuspend() {
		return thread.canSuspend();
	}

	@Override
	public boolean isSuspended() {
		return thread.isSuspended();
	}

	@Override
	public void resume() throws DebugException {
		thread.resume();
	}

	@Override
	public void suspend() throws DebugException {
		thread.suspend();
	}

	@Override
	public boolean canTerminate() {
		return thread.canTerminate();
	}

	@Override
	public boolean isTerminated() {
		return thread.isTerminated();
	}

	@Override
	public void terminate() throws DebugException {
		thread.terminate();
	}
}
