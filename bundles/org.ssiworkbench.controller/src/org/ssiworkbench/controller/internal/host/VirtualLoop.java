package org.ssiworkbench.controller.internal.host;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.ssiworkbench.simulator.Simulation;

/**
 * The loop of a simulated cluster: runs the simulation and, between its events, what others ask for. Virtual time stands
 * until {@link #go()}, then follows real time, or, for a run of given length, goes as fast as it can and stops.
 */
final class VirtualLoop implements ClusterLoop {
	private static final System.Logger LOG = System.getLogger(VirtualLoop.class.getName());
	private static final long SLICE = 10_000_000;

	private final Simulation simulation;
	private final long duration;
	private final Runnable finished;
	private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
	private final Thread thread = Thread.ofPlatform().daemon().name("cluster").unstarted(this::run);
	private volatile boolean stopped;
	private boolean going;
	private long realBegin;

	/** {@code duration} in virtual ns, 0 for real time; {@code finished} is run once on the loop when it is over. */
	VirtualLoop(Simulation simulation, long duration, Runnable finished) {
		this.simulation = simulation;
		this.duration = duration;
		this.finished = finished;
		thread.start();
	}

	@Override
	public long now() {
		return simulation.now();
	}

	@Override
	public void execute(Runnable task) {
		if (stopped)
			throw new RejectedExecutionException("the simulation has ended");
		tasks.add(task);
	}

	@Override
	public void at(long time, Runnable task) {
		simulation.schedule(time, task);
	}

	/** Lets virtual time run. On the loop's thread. */
	void go() {
		if (going)
			return;
		going = true;
		realBegin = System.nanoTime();
	}

	/** Ends the loop after the tasks given so far. Not on the loop's thread. */
	void stop() throws InterruptedException {
		stopped = true;
		thread.join();
	}

	private void run() {
		try {
			while (!stopped) {
				runTasks();
				advance();
			}
			runTasks();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void runTasks() throws InterruptedException {
		Runnable task = hurries() ? tasks.poll() : tasks.poll(SLICE, TimeUnit.NANOSECONDS);
		while (task != null) {
			guarded(task);
			task = tasks.poll();
		}
	}

	private boolean hurries() {
		return going && duration > 0 && now() < duration;
	}

	private void advance() {
		if (hurries()) {
			guarded(() -> simulation.runUntil(Math.min(duration, now() + SLICE)));
			if (now() >= duration)
				finished.run();
		} else if (going && duration == 0) {
			guarded(() -> simulation.runUntil(System.nanoTime() - realBegin));
		}
	}

	/** A run whose events fail, for example because its trace cannot be written, is over. */
	private void guarded(Runnable task) {
		try {
			task.run();
		} catch (RuntimeException e) {
			LOG.log(System.Logger.Level.ERROR, "the simulation failed: " + e.getMessage(), e);
			going = false;
			finished.run();
		}
	}
}
