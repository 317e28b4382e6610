package org.ssiworkbench.debug.ui.step;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.debug.core.model.IDebugElement;
import org.ssiworkbench.debug.model.NodeTarget;

/** Whether one can go back from a selected element of the Debug view. */
public final class StepTester extends PropertyTester {
	@Override
	public boolean test(Object receiver, String property, Object[] arguments, Object expected) {
		return receiver instanceof IDebugElement element && element.getDebugTarget() instanceof NodeTarget target
				&& target.debug() != null && target.debug().canGoBack();
	}
}
