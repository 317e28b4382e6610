package org.ssiworkbench.debug.model;

import org.eclipse.core.resources.IMarkerDelta;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.core.model.IMemoryBlock;

/** A target whose memory is not read by blocks and whose breakpoints, if it has any, are set by somebody else. */
public interface OpaqueTarget extends IDebugTarget {

	/** A sentence for who tries to read its memory. */
	String whyNoMemory();

	@Override
	default void breakpointAdded(IBreakpoint breakpoint) {
		// who sets them listens itself
	}

	@Override
	default void breakpointRemoved(IBreakpoint breakpoint, IMarkerDelta delta) {
		// who sets them listens itself
	}

	@Override
	default void breakpointChanged(IBreakpoint breakpoint, IMarkerDelta delta) {
		// who sets them listens itself
	}

	@Override
	default boolean supportsStorageRetrieval() {
		return false;
	}

	@Override
	default IMemoryBlock getMemoryBlock(long startAddress, long length) throws DebugException {
		throw new DebugException(Status.error(whyNoMemory()));
	}
}
