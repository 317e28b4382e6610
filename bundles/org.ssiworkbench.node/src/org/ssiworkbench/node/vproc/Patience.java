package org.ssiworkbench.node.vproc;

import org.ssiworkbench.node.internal.NodeContext;

/**
 * Tells when something makes no progress for too long. It counts its looks instead of reading the clock, so that the time for
 * which a debugger or a pause of the machine held this node counts for nothing.
 */
final class Patience {
	/** Between two looks, ns. */
	private static final long LOOK = 1_000_000_000;

	private final NodeContext context;
	private final int most;
	private final Runnable exhausted;
	private int looks;
	private long timer;

	/** Begins; {@code exhausted} runs once, after so many seconds without {@link #progress}, unless {@link #end} comes before. */
	Patience(NodeContext context, int seconds, Runnable exhausted) {
		this.context = context;
		most = seconds;
		this.exhausted = exhausted;
		wait(0);
	}

	private void wait(int past) {
		looks = past;
		timer = context.after(LOOK, this::look);
	}

	private void look() {
		if (looks + 1 < most)
			wait(looks + 1);
		else
			exhausted.run();
	}

	void progress() {
		looks = 0;
	}

	void end() {
		context.cancel(timer);
	}
}
