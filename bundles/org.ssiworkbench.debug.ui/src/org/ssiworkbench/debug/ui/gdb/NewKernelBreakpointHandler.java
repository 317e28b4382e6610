package org.ssiworkbench.debug.ui.gdb;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.ui.handlers.HandlerUtil;

/** Asks for a place in the kernel and sets a breakpoint there. */
public final class NewKernelBreakpointHandler extends AbstractHandler {
	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		InputDialog dialog = new InputDialog(HandlerUtil.getActiveShell(event), Messages.NewKernelBreakpointHandler_title,
				Messages.NewKernelBreakpointHandler_message, "", //$NON-NLS-1$
				text -> KernelPlace.parse(text) == null ? Messages.NewKernelBreakpointHandler_form : null);
		if (dialog.open() != Window.OK)
			return null;
		try {
			return KernelPlace.parse(dialog.getValue()).set();
		} catch (CoreException e) {
			throw new ExecutionException(e.getMessage(), e);
		}
	}
}
