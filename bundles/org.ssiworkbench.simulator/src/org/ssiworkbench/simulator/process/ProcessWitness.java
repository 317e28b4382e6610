package org.ssiworkbench.simulator.process;

/** Sees everything that happens to simulated processes on all nodes, as nobody within the cluster can. */
public interface ProcessWitness {
	/** Sees nothing. */
	ProcessWitness NONE = new ProcessWitness() {
	};

	/** A process began to execute on a node: new (then with its parent), executed there, or moved there. */
	default void began(int node, int pid, int parent) {
	}

	/** A process waits on a node for becoming another program on another one. */
	default void waits(int node, int pid) {
	}

	/** A process that waited so goes on where it is, because it could not. */
	default void resumed(int node, int pid) {
	}

	/** A node gave up its copy of a process for another one's. */
	default void released(int node, int pid, int target) {
	}

	/** A process ended. */
	default void ended(int node, int pid, int status) {
	}

	/** A parent was told the end of a child. */
	default void told(int node, int parent, int child, int status) {
	}

	/** A signal that ends nothing arrived at a process. */
	default void signalled(int node, int pid, int signal) {
	}
}
