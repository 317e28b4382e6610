package org.ssiworkbench.node.clms;

/** Makes sure that a node that was declared down cannot do harm. Asked by the master between KCLEANUP and UCLEANUP. */
@FunctionalInterface
public interface Fencing {
	/** No fencing: a node that was declared down is only told so. */
	Fencing NONE = (node, done) -> done.run();

	/** Fences {@code node} and then runs {@code done}; it does not reach UCLEANUP before that. */
	void fence(int node, Runnable done);
}
