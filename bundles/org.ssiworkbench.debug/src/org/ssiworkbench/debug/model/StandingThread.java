package org.ssiworkbench.debug.model;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;

/** A thread that has frames while it stands, and no priority. */
public interface StandingThread extends IThread {

	@Override
	default boolean hasStackFrames() {
		return isSuspended();
	}

	@Override
	default IStackFrame getTopStackFrame() throws DebugException {
		IStackFrame[] all = getStackFrames();
		return all.length == 0 ? null : all[0];
	}

	@Override
	default int getPriority() {
		return 0;
	}
}
