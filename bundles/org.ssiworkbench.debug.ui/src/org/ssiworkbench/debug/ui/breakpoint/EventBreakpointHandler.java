package org.ssiworkbench.debug.ui.breakpoint;

import java.util.Optional;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.debug.breakpoint.EventBreakpoint;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.breakpoint.Breakpoint;

/** Asks for a breakpoint at events like the selected one. */
public final class EventBreakpointHandler extends AbstractHandler {
	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		Optional<Breakpoint> proposal = HandlerUtil.getCurrentStructuredSelection(event).getFirstElement() instanceof TraceEvent selected
				? EventBreakpoint.like(selected)
				: Optional.empty();
		return proposal.isEmpty() ? null : NewBreakpointHandler.create(event, proposal.get());
	}
}
