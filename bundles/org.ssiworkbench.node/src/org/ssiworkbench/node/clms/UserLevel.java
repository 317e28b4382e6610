package org.ssiworkbench.node.clms;

/** What user level does at the end of a join and of a cleanup; run on the master, which then makes the transition. */
public interface UserLevel {
	/** Nothing to do. */
	UserLevel NONE = new UserLevel() {
	};

	/** A node's kernel side is up on all members; after {@code done} it becomes UP. */
	default void nodeUp(int node, Runnable done) {
		done.run();
	}

	/** A node is in UCLEANUP; after {@code done} it becomes DOWN and may join again. */
	default void nodeDown(int node, Runnable done) {
		done.run();
	}
}
