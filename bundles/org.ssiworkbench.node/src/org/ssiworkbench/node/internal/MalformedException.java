package org.ssiworkbench.node.internal;

/** Bytes from the interconnect that are not what the wire formats say. */
public final class MalformedException extends Exception {
	private static final long serialVersionUID = 1;

	public MalformedException(String message) {
		super(message);
	}
}
