package org.ssiworkbench.debug.model;

import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;
import org.ssiworkbench.debug.session.Replies;

/** A process that executes on a node, as it was when the node was stopped. It has no frames: those are the kernel's. Immutable. */
public final class ProcessThread extends StandingElement implements IThread {
	private static final int SIGTERM = 15;

	private final int pid;
	private final String name;

	/** A pid of 0 stands for no process of its own. */
	ProcessThread(NodeTarget target, int pid, String name) {
		super(target);
		this.pid = pid;
		this.name = name;
	}

	@Override
	public String getName() {
		return name;
	}

	@Override
	public IStackFrame[] getStackFrames() {
		return new IStackFrame[0];
	}

	@Override
	public boolean hasStackFrames() {
		return false;
	}

	@Override
	public IStackFrame getTopStackFrame() {
		return null;
	}

	@Override
	public int getPriority() {
		return 0;
	}

	@Override
	public IBreakpoint[] getBreakpoints() {
		return new IBreakpoint[0];
	}

	@Override
	public boolean canResume() {
		return target().canResume();
	}

	@Override
	public boolean canSuspend() {
		return false;
	}

	@Override
	public boolean isSuspended() {
		return target().isSuspended();
	}

	/** Lets the node go on, and what stands with it. */
	@Override
	public void resume() throws DebugException {
		target().resume();
	}

	@Override
	public void suspend() {
		// it stands already, for it is shown only then
	}

	@Override
	public boolean canStepInto() {
		return false;
	}

	@Override
	public boolean canStepOver() {
		return false;
	}

	@Override
	public boolean canStepReturn() {
		return false;
	}

	@Override
	public boolean isStepping() {
		return false;
	}

	@Override
	public void stepInto() {
		// has no steps
	}

	@Override
	public void stepOver() {
		// has no steps
	}

	@Override
	public void stepReturn() {
		// has no steps
	}

	@Override
	public boolean canTerminate() {
		return pid != 0 && target().canTerminate();
	}

	@Override
	public boolean isTerminated() {
		return target().isTerminated();
	}

	/** Asks the process to end, when its node goes on. */
	@Override
	public void terminate() {
		target().node().session().signal(pid, SIGTERM).exceptionally(fault -> {
			ILog.of(ProcessThread.class).warn("Process " + pid + " was not ended: " + Replies.sentence(fault));
			return null;
		});
	}
}
