package org.ssiworkbench.debug.ui.breakpoint;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.debug.breakpoint.SsiBreakpoint;

/** Changes the selected breakpoint. */
public final class EditBreakpointHandler extends AbstractHandler {
	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		if (!(HandlerUtil.getCurrentStructuredSelection(event).getFirstElement() instanceof SsiBreakpoint breakpoint))
			return null;
		try {
			BreakpointDialog dialog = new BreakpointDialog(HandlerUtil.getActiveShell(event), breakpoint.what());
			if (dialog.open() == Window.OK)
				breakpoint.change(dialog.breakpoint());
			return null;
		} catch (CoreException e) {
			throw new ExecutionException(e.getMessage(), e);
		}
	}
}
