package org.ssiworkbench.debug.gdb;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IStep;

/** Where one can step from: the thread, and each frame. */
abstract class SteppingElement extends KernelElement implements IStep {

	/** Of which frame a return is the return. */
	abstract int level();

	@Override
	public boolean canStepInto() {
		return isSuspended();
	}

	@Override
	public boolean canStepOver() {
		return isSuspended();
	}

	@Override
	public boolean canStepReturn() {
		return isSuspended();
	}

	@Override
	public boolean isStepping() {
		return target().isStepping();
	}

	@Override
	public void stepInto() throws DebugException {
		target().step(KernelGdb::stepInto);
	}

	@Override
	public void stepOver() throws DebugException {
		target().step(KernelGdb::stepOver);
	}

	@Override
	public void stepReturn() throws DebugException {
		target().step(gdb -> gdb.stepReturn(level()));
	}
}
