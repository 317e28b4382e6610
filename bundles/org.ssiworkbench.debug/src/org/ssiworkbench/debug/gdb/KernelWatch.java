package org.ssiworkbench.debug.gdb;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IWatchExpressionDelegate;
import org.eclipse.debug.core.model.IWatchExpressionListener;
import org.eclipse.debug.core.model.IWatchExpressionResult;
import org.ssiworkbench.debug.model.WatchResult;

/** Evaluates watch expressions in C at the selected frame of a kernel, or the first one of the selected thread. */
public final class KernelWatch implements IWatchExpressionDelegate {
	@Override
	public void evaluateExpression(String text, IDebugElement context, IWatchExpressionListener listener) {
		ICoreRunnable work = monitor -> listener.watchEvaluationFinished(evaluate(text, context));
		Job.createSystem("evaluate " + text, work).schedule();
	}

	private static IWatchExpressionResult evaluate(String text, IDebugElement context) {
		try {
			KernelFrame frame = frame(context);
			return frame == null ? new WatchResult(text, null, "Select a suspended kernel.")
					: new WatchResult(text, frame.expression(text), null);
		} catch (DebugException e) {
			return new WatchResult(text, null, e.getStatus().getMessage());
		}
	}

	private static KernelFrame frame(IDebugElement context) throws DebugException {
		if (context instanceof KernelFrame frame)
			return frame;
		return context instanceof KernelThread thread ? (KernelFrame) thread.getTopStackFrame() : null;
	}
}
