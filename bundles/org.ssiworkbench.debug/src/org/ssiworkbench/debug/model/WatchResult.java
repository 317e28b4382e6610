package org.ssiworkbench.debug.model;

import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.model.IValue;
import org.eclipse.debug.core.model.IWatchExpressionResult;

/**
 * What came of a watch expression.
 *
 * @param text the expression
 * @param value its value; null when there is none
 * @param fault why there is none, a sentence; null when there is one
 */
public record WatchResult(String text, IValue value, String fault) implements IWatchExpressionResult {
	@Override
	public IValue getValue() {
		return value;
	}

	@Override
	public boolean hasErrors() {
		return fault != null;
	}

	@Override
	public String[] getErrorMessages() {
		return fault == null ? new String[0] : new String[] { fault };
	}

	@Override
	public String getExpressionText() {
		return text;
	}

	@Override
	public DebugException getException() {
		return null;
	}
}
