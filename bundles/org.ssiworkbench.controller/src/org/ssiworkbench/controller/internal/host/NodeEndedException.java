package org.ssiworkbench.controller.internal.host;

/** A node ended before it answered. */
public final class NodeEndedException extends Exception {
	private static final long serialVersionUID = 1;

	NodeEndedException(int node) {
		super("node " + node + " ended before it answered");
	}
}
