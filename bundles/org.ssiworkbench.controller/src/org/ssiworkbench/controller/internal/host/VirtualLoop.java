package org.ssiworkbench.controller.internal.host;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.ssiworkbench.simulator.stepping.History;
import org.ssiworkbench.simulator.stepping.Motion;
import org.ssiworkbench.simulator.stepping.Stepper;
import org.ssiworkbench.simulator.stepping.Stepper.Stop;

/**
 * The loop of a simulated cluster: runs the simulation and, between its events, what others ask for. Virtual time stands
 * until {@link #go()}, then follows real time, or, for a run of given length, goes as fast as it can and stops. A motion
 * of the debugger goes as fast as it can as well, and time stands again at its end.
 */
final class VirtualLoop implements ClusterLoop {
	private static final System.Logger LOG = System.getLogger(VirtualLoop.class.getName());
	private static final long SLICE = 10_000_000;
	/** Steps, and things on the agenda, between two looks at what others ask for. */
	private static final long STEPS = 1000;
	private static final int PIECES = 10;

	private final Stepper stepper;
	private final History history;
	private final Agenda agenda;
	private final long duration;
	private final Runnable finished;
	private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
	private final Thread thread = Thread.ofPlatform().daemon().name("cluster").unstarted(this::run);
	private final Runnable advanced;
	private Predicate<Stop> stays = stop -> true;
	private volatile boolean stopped;
	private boolean going;
	private boolean suspended;
	private boolean moving;
	private long now;
	/** When, in real time, virtual time was 0, had it always followed. */
	private long realBegin;

	/**
	 * @param tick run every 10 ms of virtual time, the first time these pass on a branch
	 * @param advanced run whenever time may have gone on
	 * @param duration in virtual ns, 0 for real time
	 * @param finished run once on the loop when that is over
	 */
	VirtualLoop(Stepper stepper, Runnable tick, Runnable advanced, long duration, Runnable finished) {
		this.stepper = stepper;
		this.advanced = advanced;
		this.duration = duration;
		this.finished = finished;
		history = stepper.history();
		agenda = new Agenda(history.branch().name(), SLICE, tick);
		stepper.begin(new Motion.Resume());
		thread.start();
	}

	/** {@code stopHandler} is asked, on the loop, whether to stay at a stop of the debugger. */
	void whenStopped(Predicate<Stop> stopHandler) {
		stays = stopHandler;
	}

	@Override
	public long now() {
		return now;
	}

	@Override
	public void execute(Runnable task) {
		if (stopped)
			throw new RejectedExecutionException("the simulation has ended");
		tasks.add(task);
	}

	@Override
	public void at(long time, Runnable task) {
		agenda.add(Math.max(time, now), task);
	}

	/** Lets virtual time run. On the loop's thread. */
	void go() {
		if (going)
			return;
		going = true;
		realBegin = System.nanoTime();
	}

	/** Stops virtual time, wherever it is. */
	void suspend() {
		suspended = true;
		moving = false;
	}

	/** Whether virtual time stands. */
	boolean suspended() {
		return suspended;
	}

	/** Whether a motion is under way. */
	boolean moving() {
		return moving;
	}

	/** Lets virtual time go on from where it is. */
	void resume() {
		suspended = false;
		moving = false;
		realBegin = System.nanoTime() - now;
		stepper.begin(new Motion.Resume());
	}

	/** Begins a motion; at its end time stands. */
	void move(Motion motion) {
		stepper.begin(motion);
		suspended = true;
		moving = true;
	}

	/** The history has gone to another place, perhaps on another branch. */
	void jumped() {
		now = history.simulation().now();
		agenda.changeBranch(history.branch().name(), now);
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
				guarded(this::advance);
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
		return moving || going && !suspended && duration > 0 && now < duration;
	}

	private void advance() {
		if (moving) {
			move();
		} else if (suspended || !going) {
			return;
		} else if (duration == 0) {
			advanceTo(System.nanoTime() - realBegin);
			advanced.run();
		} else if (now < duration) {
			advanceTo(Math.min(duration, now + SLICE));
			if (now >= duration)
				finished.run();
		}
	}

	private void move() {
		Stop stop = runUpTo(Long.MAX_VALUE);
		if (stop != null)
			halt(stop);
	}

	private void advanceTo(long time) {
		Stop stop = runUpTo(time);
		if (stop == Stop.BREAKPOINT)
			halt(stop);
		else if (history.nextTime() > time)
			now = Math.max(now, time);
	}

	/** Runs the simulation and, at their times, what is on the agenda. Null when there is no reason to stop. */
	private Stop runUpTo(long time) {
		for (int piece = 0; piece < PIECES; piece++) {
			long due = agenda.next();
			Stop stop = stepper.run(STEPS, Math.min(time, due));
			now = Math.max(now, history.simulation().now());
			if (stop != null)
				return stop;
			if (history.nextTime() == Long.MAX_VALUE && agenda.isEmpty() && moving)
				return Stop.NOTHING_MORE;
			if (due > time || history.nextTime() <= due)
				return null;
			now = due;
			agenda.run(due);
		}
		return null;
	}

	private void halt(Stop stop) {
		boolean moved = moving;
		suspended = true;
		moving = false;
		if (stays.test(stop))
			return;
		moving = moved;
		suspended = moved;
	}

	/** A run whose events fail, for example because its trace cannot be written, is over. */
	private void guarded(Runnable task) {
		try {
			task.run();
		} catch (RuntimeException e) {
			LOG.log(System.Logger.Level.ERROR, "the simulation failed: " + e.getMessage(), e);
			going = false;
			moving = false;
			finished.run();
		}
	}
}
