package org.ssiworkbench.views.trace;

import java.nio.file.Path;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.views.Ids;

/** Asks for a trace's folder and shows its events. */
public final class OpenTraceHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		DirectoryDialog dialog = new DirectoryDialog(HandlerUtil.getActiveShellChecked(event));
		dialog.setText(Messages.openTitle);
		dialog.setMessage(Messages.openMessage);
		String folder = dialog.open();
		if (folder == null)
			return null;
		try {
			TraceEventsView view = (TraceEventsView) HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage()
					.showView(Ids.TRACE_EVENTS_VIEW);
			view.open(Path.of(folder));
			return null;
		} catch (PartInitException e) {
			throw new ExecutionException("The view cannot be shown.", e); //$NON-NLS-1$
		}
	}
}
