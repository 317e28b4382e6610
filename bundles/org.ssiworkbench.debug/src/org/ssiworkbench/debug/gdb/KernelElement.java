package org.ssiworkbench.debug.gdb;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IDisconnect;
import org.eclipse.debug.core.model.ISuspendResume;
import org.eclipse.debug.core.model.ITerminate;

/** A kernel, its thread, a frame or a variable: what is asked of any of them is asked of the kernel. */
abstract class KernelElement extends PlatformObject implements IDebugElement, ISuspendResume, ITerminate, IDisconnect {

	/** The kernel. */
	public abstract KernelTarget target();

	@Override
	public String getModelIdentifier() {
		return KernelTarget.MODEL;
	}

	@Override
	public IDebugTarget getDebugTarget() {
		return target();
	}

	@Override
	public ILaunch getLaunch() {
		return target().getLaunch();
	}

	@Override
	public boolean isSuspended() {
		return target().stop() != null;
	}

	@Override
	public boolean canResume() {
		return isSuspended();
	}

	@Override
	public boolean canSuspend() {
		return !isTerminated() && !isSuspended();
	}

	@Override
	public void resume() throws DebugException {
		target().resume();
	}

	@Override
	public void suspend() throws DebugException {
		target().suspend();
	}

	/** A kernel is left alone, not ended, by its debugger. */
	@Override
	public boolean canTerminate() {
		return false;
	}

	@Override
	public boolean isTerminated() {
		return target().isTerminated();
	}

	@Override
	public void terminate() throws DebugException {
		target().disconnect();
	}

	@Override
	public boolean canDisconnect() {
		return !isTerminated();
	}

	@Override
	public boolean isDisconnected() {
		return isTerminated();
	}

	@Override
	public void disconnect() throws DebugException {
		target().disconnect();
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		return adapter == ILaunch.class ? adapter.cast(getLaunch()) : super.getAdapter(adapter);
	}
}
