package org.ssiworkbench.node.clms;

/**
 * A part of the node that takes part in membership changes: at most {@link Clms#MAX_SUBSYSTEMS} of them, registered in the
 * same order on every node. The routines run in that order; each must run {@code done} once, now or later.
 */
public interface Subsystem {
	/** A node is coming up. On the new node itself: called for every member, itself included. */
	void nodeUp(int node, Runnable done);

	/** A node is down. */
	void nodeDown(int node, Runnable done);
}
