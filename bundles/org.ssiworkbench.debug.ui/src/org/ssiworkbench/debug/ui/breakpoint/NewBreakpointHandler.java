package org.ssiworkbench.debug.ui.breakpoint;

import java.util.Map;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.debug.breakpoint.SsiBreakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;

/** Asks for a new breakpoint and sets it. */
public final class NewBreakpointHandler extends AbstractHandler {
	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		return create(event, new Breakpoint("", Type.MESSAGE, Map.of(), "", 0, Suspend.CLUSTER)); //$NON-NLS-1$ //$NON-NLS-2$
	}

	/** Asks, beginning with a proposal, and sets what the user wants; null when that is nothing. */
	static SsiBreakpoint create(ExecutionEvent event, Breakpoint proposal) throws ExecutionException {
		BreakpointDialog dialog = new BreakpointDialog(HandlerUtil.getActiveShell(event), proposal);
		if (dialog.open() != Window.OK)
			return null;
		try {
			return SsiBreakpoint.create(dialog.breakpoint());
		} catch (CoreException e) {
			throw new ExecutionException(e.getMessage(), e);
		}
	}
}
