package org.ssiworkbench.trace;

/**
 * Ids of messages and timers, unique in a trace: the creating node's number in the upper 16 bits, then one bit that tells
 * timers from messages, then a counter. They link an event to what caused it.
 */
public final class Ids {
	private static final int NODE_SHIFT = 48;
	private static final long TIMER = 1L << 47;

	private Ids() {
	}

	/** Id of the {@code counter}-th message that {@code node} made; counters start with 1. */
	public static long message(int node, long counter) {
		return (long) node << NODE_SHIFT | counter;
	}

	/** Id of the {@code counter}-th timer that {@code node} set; counters start with 1. */
	public static long timer(int node, long counter) {
		return (long) node << NODE_SHIFT | TIMER | counter;
	}

	/** The node that made the id. */
	public static int node(long id) {
		return (int) (id >>> NODE_SHIFT);
	}

	/** Whether the id names a timer. */
	public static boolean isTimer(long id) {
		return (id & TIMER) != 0;
	}
}
