package org.ssiworkbench.controller.internal.host;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The loop of a cluster that runs in real time. Its clock is the host's monotonic clock less an origin. */
final class RealTimeLoop implements ClusterLoop {
	private static final System.Logger LOG = System.getLogger(RealTimeLoop.class.getName());

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
			Thread.ofPlatform().daemon().name("cluster").factory());

	private final long origin;

	/** {@code origin} is the cluster clock's 0 in ns of {@link System#nanoTime()}. */
	RealTimeLoop(long origin) {
		this.origin = origin;
		executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		executor.setRemoveOnCancelPolicy(true);
	}

	@Override
	public long now() {
		return System.nanoTime() - origin;
	}

	@Override
	public void execute(Runnable task) {
		executor.execute(guarded(task));
	}

	@Override
	public void at(long time, Runnable task) {
		if (!executor.isShutdown())
			executor.schedule(guarded(task), time - now(), TimeUnit.NANOSECONDS);
	}

	/** One task's fault must not end the others' thread silently. */
	private static Runnable guarded(Runnable task) {
		return () -> {
			try {
				task.run();
			} catch (RuntimeException e) {
				LOG.log(System.Logger.Level.ERROR, "a task of the cluster failed", e);
			}
		};
	}

	/** Takes no more tasks and waits for those that were given. Not on the loop's thread. */
	void stop() throws InterruptedException {
		executor.shutdown();
		executor.awaitTermination(1, TimeUnit.SECONDS);
	}
}
