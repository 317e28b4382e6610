package org.ssiworkbench.controller.internal.host;

import java.util.function.LongSupplier;

/** The loop of a replayed trace: its clock shows where one is in the trace, but tasks wait in real time. */
final class ReplayLoop implements ClusterLoop {
	private final RealTimeLoop real = new RealTimeLoop(System.nanoTime());
	private final LongSupplier clock;

	ReplayLoop(LongSupplier clock) {
		this.clock = clock;
	}

	@Override
	public long now() {
		return clock.getAsLong();
	}

	@Override
	public void execute(Runnable task) {
		real.execute(task);
	}

	@Override
	public void at(long time, Runnable task) {
		real.at(real.now() + Math.max(0, time - now()), task);
	}

	/** See {@link RealTimeLoop#stop()}. */
	void stop() throws InterruptedException {
		real.stop();
	}
}
