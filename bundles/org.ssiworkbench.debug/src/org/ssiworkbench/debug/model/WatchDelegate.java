package org.ssiworkbench.debug.model;

import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.model.IDebugElement;
import org.eclipse.debug.core.model.IWatchExpressionDelegate;
import org.eclipse.debug.core.model.IWatchExpressionListener;
import org.ssiworkbench.debug.session.Replies;

/** Evaluates watch expressions such as {@code clms.state(3)} at the selected frame, or the first one of the selected thread. */
public final class WatchDelegate implements IWatchExpressionDelegate {
	private static final long SECONDS = 10;

	@Override
	public void evaluateExpression(String text, IDebugElement context, IWatchExpressionListener listener) {
		NodeFrame frame = frame(context);
		if (frame == null) {
			listener.watchEvaluationFinished(new WatchResult(text, null, "Select a suspended node."));
			return;
		}
		frame.thread().target().debug().evaluate(frame.thread().number(), frame.info().frame(), text).orTimeout(SECONDS, TimeUnit.SECONDS)
				.whenComplete((value, fault) -> listener.watchEvaluationFinished(fault == null
						? new WatchResult(text, NodeVariable.value(frame, text, value), null)
						: new WatchResult(text, null, Replies.sentence(fault))));
	}

	private static NodeFrame frame(IDebugElement context) {
		if (context instanceof NodeFrame frame)
			return frame;
		try {
			return context instanceof NodeThread thread ? (NodeFrame) thread.getTopStackFrame() : null;
		} catch (CoreException e) {
			return null;
		}
	}
}
