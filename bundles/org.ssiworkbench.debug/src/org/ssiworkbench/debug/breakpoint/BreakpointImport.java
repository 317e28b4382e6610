package org.ssiworkbench.debug.breakpoint;

import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IBreakpointImportParticipant;

/**
 * Tells the platform when it imports breakpoints which ones there are already: those that stop at the same. All are markers
 * of the workspace's root, so the platform cannot tell them apart by file and line.
 */
public final class BreakpointImport implements IBreakpointImportParticipant {
	@Override
	public boolean matches(Map<String, Object> attributes, IBreakpoint breakpoint) throws CoreException {
		for (String name : List.of(SsiBreakpoint.TYPE, SsiBreakpoint.FIELDS, SsiBreakpoint.FILTER, SsiBreakpoint.CONDITION))
			if (!text(attributes.get(name)).equals(text(breakpoint.getMarker().getAttribute(name))))
				return false;
		return true;
	}

	private static String text(Object value) {
		return value == null ? "" : value.toString();
	}

	/** Refuses what cannot be understood. */
	@Override
	public void verify(IBreakpoint breakpoint) throws CoreException {
		if (breakpoint instanceof SsiBreakpoint ours)
			ours.what();
	}
}
