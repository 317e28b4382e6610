package org.ssiworkbench.trace.expression;

/** An expression that makes no sense; the message says where and why. */
public final class ExpressionException extends Exception {
	private static final long serialVersionUID = 1;

	/** With a sentence for the user. */
	public ExpressionException(String message) {
		super(message);
	}
}
