package org.ssiworkbench.debug.ui.step;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.debug.model.NodeTarget;

/** Begins a motion from the node that is selected in the Debug view. */
abstract class MotionHandler extends AbstractHandler {
	private final String motion;

	MotionHandler(String motion) {
		this.motion = motion;
	}

	@Override
	public Object execute(ExecutionEvent event) {
		Object selected = HandlerUtil.getCurrentStructuredSelection(event).getFirstElement();
		if (selected instanceof IDebugElement element && element.getDebugTarget() instanceof NodeTarget target)
			Job.createSystem("debug " + motion, begin(target)).schedule(); //$NON-NLS-1$
		return null;
	}

	private ICoreRunnable begin(NodeTarget target) {
		return monitor -> target.debug().step(motion, target.status().number());
	}
}
