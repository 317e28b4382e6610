package org.ssiworkbench.simulator.stepping;

/** A way to go on from a stop. */
public sealed interface Motion {
	/** Until a breakpoint. */
	record Resume() implements Motion {
	}

	/** To the next event that a node handles; 0 for any node. */
	record Over(int node) implements Motion {
	}

	/** To the arrival of a message that the last step sent: this one, or for 0 the first to arrive; if it sent none, like {@link Over} on its node. */
	record Into(long message) implements Motion {
	}

	/** To the end of the RPC on whose behalf the last step was. */
	record Return() implements Motion {
	}

	/** To a time in ns, at which nothing need happen. */
	record Until(long time) implements Motion {
	}

	/** To the end of the event that a node (0: any) handled before the last one. */
	record Back(int node) implements Motion {
	}

	/** To the breakpoint hit before this place, or to the beginning. */
	record ReverseResume() implements Motion {
	}
}
