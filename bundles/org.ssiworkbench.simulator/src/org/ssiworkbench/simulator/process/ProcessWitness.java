package org.ssiworkbench.simulator.process;

/** Sees everything that happens to simulated processes on all nodes, as nobody within the cluster can. */
public interface ProcessWitness {
	/** Sees nothing. */
	ProcessWitness NONE = new ProcessWitness() {
	};

	/** A process began to execute on a node: new (then with its parent), executed there, or moved there. */
	default void began(int node, int pid, int parent) {
	}

	/** A process stands still on a node, to be moved or executed elsewhere. It executes there as long as it is not released. */
	default void halted(int node, int pid) {
	}

	/** A node gave up its copy of a process. */
	default void released(int node, int pid) {
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
