package org.ssiworkbench.controller.internal;

/** A request that cannot be served; the message is for the user: what, where, remedy. */
public final class RefusedException extends RuntimeException {
	private static final long serialVersionUID = 1L;

	public RefusedException(String message) {
		super(message);
	}
}
