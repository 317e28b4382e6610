package org.ssiworkbench.node.vproc;

/**
 * Process ids of the cluster: node number &lt;&lt; 15 | local number. The node that made a process is its <em>origin</em>
 * and stays in its pid for life, wherever it runs. With 15 local bits 127 nodes fit below Linux's limit of 2^22.
 */
public final class Pid {
	/** Bits of the local number. */
	public static final int LOCAL_BITS = 15;

	private Pid() {
	}

	/** The pid of a node's local number. */
	public static int of(int node, int local) {
		return node << LOCAL_BITS | local;
	}

	/** The node that made the process; 0 for pids that belong to no node of the cluster, such as 1. */
	public static int origin(int pid) {
		return pid >>> LOCAL_BITS;
	}

	/** The number within its origin. */
	public static int local(int pid) {
		return pid & (1 << LOCAL_BITS) - 1;
	}
}
