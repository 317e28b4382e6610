package org.ssiworkbench.views.processes;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;

/** Sends SIGTERM to the selected processes. */
public final class KillHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		ProcessRequests.signal(ProcessRequests.selected(HandlerUtil.getCurrentSelection(event)), ProcessSignals.TERM);
		return null;
	}
}
