package org.ssiworkbench.debug.ui.breakpoint;

import org.eclipse.core.expressions.PropertyTester;
import org.ssiworkbench.debug.breakpoint.EventBreakpoint;
import org.ssiworkbench.trace.TraceEvent;

/** Whether a breakpoint can stop at events like a selected one. */
public final class EventTester extends PropertyTester {
	@Override
	public boolean test(Object receiver, String property, Object[] arguments, Object expected) {
		return receiver instanceof TraceEvent event && EventBreakpoint.like(event).isPresent();
	}
}
