package org.ssiworkbench.node.ics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** One channel to one peer. */
final class Link {
	enum State {
		CLOSED, OPENING, OPEN
	}

	final int channel;
	final IcsCounters counters = new IcsCounters();
	/** Frames that wait for the channel to open or for the throttle to end. */
	final ArrayDeque<Outgoing> held = new ArrayDeque<>();
	final List<Runnable> throttleWaiters = new ArrayList<>();
	State state = State.CLOSED;
	long retryDelay = Ics.FIRST_RETRY;
	/** Timer that opens the channel again, or 0. */
	long retryTimer;
	/** When the throttle began, or -1. */
	long throttledSince = -1;
	long throttleTimer;

	Link(int channel) {
		this.channel = channel;
	}

	boolean throttled() {
		return throttledSince >= 0;
	}

	/** A frame to send, with the call that it makes or the request that it answers, if any. */
	record Outgoing(IcsFrame frame, Call call, IcsRequest answered) {
	}
}
