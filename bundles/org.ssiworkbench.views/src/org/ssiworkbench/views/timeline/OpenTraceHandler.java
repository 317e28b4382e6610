package org.ssiworkbench.views.timeline;

import java.nio.file.Path;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.views.Ids;

/** Asks for a trace's folder and opens it in the time views. */
public final class OpenTraceHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		Shell shell = HandlerUtil.getActiveShellChecked(event);
		DirectoryDialog dialog = new DirectoryDialog(shell);
		dialog.setText(Messages.openTitle);
		dialog.setMessage(Messages.openMessage);
		String folder = dialog.open();
		if (folder == null)
			return null;
		try {
			HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage().showView(Ids.MESSAGES_VIEW);
			TraceOpener.start(shell.getDisplay()).open(Path.of(folder));
			return null;
		} catch (WorkbenchException e) {
			throw new ExecutionException("The view cannot be shown.", e); //$NON-NLS-1$
		}
	}
}
