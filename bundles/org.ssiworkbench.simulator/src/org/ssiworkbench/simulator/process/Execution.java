package org.ssiworkbench.simulator.process;

import java.util.TreeMap;
import java.util.TreeSet;

/** Runs the steps of the processes of one node. */
final class Execution {
	/** What the steps do to the rest of the node. */
	interface Kernel {
		void fork(SimulatedProcess parent, String script);

		void exit(SimulatedProcess process, int status);
	}

	private final World world;
	private final Kernel kernel;
	private final Processor processor;
	private final TreeMap<Integer, SimulatedProcess> computing = new TreeMap<>();
	/** Those that do not run now, whatever their step is. */
	private final TreeSet<Integer> suspended = new TreeSet<>();
	/** Counts changes, so that what was planned before one is not done after it. */
	private long plans;

	Execution(World world, Kernel kernel, int processors) {
		this.world = world;
		this.kernel = kernel;
		processor = new Processor(processors, world.now());
	}

	/** Begins a new process, unless it has begun. */
	void beginNew(SimulatedProcess process) {
		if (process.state == SimulatedProcess.State.READY)
			begin(process);
	}

	private void begin(SimulatedProcess process) {
		while (!suspended.contains(process.pid)) {
			switch (process.program.step(process.step)) {
			case Step.Compute compute -> {
				process.left = compute.time();
				process.state = SimulatedProcess.State.RUNNING;
				proceed(process);
				return;
			}
			case Step.Sleep sleep -> {
				process.left = sleep.time();
				process.state = SimulatedProcess.State.SLEEPING;
				proceed(process);
				return;
			}
			case Step.Wait wait -> {
				process.state = SimulatedProcess.State.WAITING;
				if (!process.children.isEmpty())
					return;
			}
			case Step.Fork fork -> kernel.fork(process, fork.script());
			case Step.Memory memory -> process.memory = memory.bytes();
			case Step.Dirty dirty -> process.dirty = dirty.bytes();
			case Step.Hold hold -> process.holding = true;
			case Step.Exit exit -> {
				kernel.exit(process, exit.code() << 8);
				return;
			}
			}
			process.step++;
		}
	}

	/** Goes on with a step in progress. */
	private void proceed(SimulatedProcess process) {
		switch (process.state) {
		case RUNNING -> {
			if (computing.putIfAbsent(process.pid, process) != null)
				return; // it came here and went on within one instant
			processor.add(process.pid, process.left, world.now());
			replan();
		}
		case SLEEPING -> {
			long wakeAt = world.now() + process.left;
			process.wakeAt = wakeAt;
			world.at(wakeAt, () -> wake(process, wakeAt));
		}
		case READY, WAITING -> begin(process);
		}
	}

	private void wake(SimulatedProcess process, long planned) {
		if (process.wakeAt != planned)
			return;
		process.wakeAt = 0;
		process.step++;
		begin(process);
	}

	private void replan() {
		long next = processor.nextDone(world.now());
		long plan = ++plans;
		if (next != Long.MAX_VALUE)
			world.at(next, () -> {
				if (plan == plans)
					computed();
			});
	}

	private void computed() {
		for (int pid = processor.done(world.now()); pid >= 0; pid = processor.done(world.now())) {
			SimulatedProcess process = computing.remove(pid);
			process.cpu += process.left;
			process.step++;
			begin(process);
		}
		replan();
	}

	/** Takes a process off, with all that its step has done so far. */
	void suspend(SimulatedProcess process) {
		if (!suspended.add(process.pid))
			return;
		if (computing.remove(process.pid) != null) {
			long left = processor.remove(process.pid, world.now());
			process.cpu += process.left - left;
			process.left = left;
			replan();
		} else if (process.wakeAt != 0) {
			process.left = process.wakeAt - world.now();
			process.wakeAt = 0;
		}
	}

	/** Lets a suspended process, or one that came here within a step, go on. */
	void resume(SimulatedProcess process) {
		suspended.remove(process.pid);
		proceed(process);
	}

	/** A process has ended or left. */
	void forget(SimulatedProcess process) {
		suspend(process);
		suspended.remove(process.pid);
	}

	/** A child of a process has ended. */
	void childEnded(SimulatedProcess process) {
		if (process.state == SimulatedProcess.State.WAITING && process.children.isEmpty() && !suspended.contains(process.pid))
			begin(process);
	}

	long cpu(SimulatedProcess process) {
		long left = processor.left(process.pid, world.now());
		return left == 0 ? process.cpu : process.cpu + process.left - left;
	}

	int runnable() {
		return processor.runnable();
	}

	/** The integral of the number of runnable processes over time, in process seconds. */
	double runnableTime() {
		return processor.runnableTime(world.now());
	}

	void stop(boolean stop) {
		processor.stop(stop, world.now());
		if (!stop)
			replan();
	}
}
