package org.ssiworkbench.simulator.process;

import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The processors of one node, whose time all runnable processes share alike (generalised processor sharing): each gets
 * min(1, processors / runnable) of one. Time is told to it with every call, in ns, and never goes back.
 */
final class Processor {
	private static final double NANO = 1e-9;

	/** Orders runnable processes by when they will be done. */
	private record Due(double work, int pid) implements Comparable<Due> {
		@Override
		public int compareTo(Due other) {
			int byWork = Double.compare(work, other.work);
			return byWork != 0 ? byWork : Integer.compare(pid, other.pid);
		}
	}

	private final int processors;
	private final TreeSet<Due> due = new TreeSet<>();
	private final TreeMap<Integer, Due> runnable = new TreeMap<>();
	/** ns that each process would have had, had it been runnable all the time. */
	private double work;
	private double runnableTime;
	private long updated;
	private boolean stopped;

	Processor(int processors, long now) {
		this.processors = processors;
		updated = now;
	}

	private double share() {
		return Math.min(1, (double) processors / Math.max(1, runnable.size()));
	}

	private void update(long now) {
		if (!stopped) {
			work += (now - updated) * share();
			runnableTime += (now - updated) * NANO * runnable.size();
		}
		updated = now;
	}

	void add(int pid, long time, long now) {
		update(now);
		Due entry = new Due(work + time, pid);
		runnable.put(pid, entry);
		due.add(entry);
	}

	/** Takes a process off; returns the ns of CPU time that it still wants, 0 if it was not runnable. */
	long remove(int pid, long now) {
		update(now);
		Due entry = runnable.remove(pid);
		if (entry == null)
			return 0;
		due.remove(entry);
		return Math.max(1, Math.round(entry.work - work));
	}

	/** The ns of CPU time that a process still wants, 0 if it is not runnable. */
	long left(int pid, long now) {
		update(now);
		Due entry = runnable.get(pid);
		return entry == null ? 0 : Math.max(1, Math.round(entry.work - work));
	}

	/** The process that is done now, or -1. */
	int done(long now) {
		update(now);
		if (due.isEmpty() || due.first().work > work + 1)
			return -1;
		int pid = due.first().pid;
		runnable.remove(pid);
		due.pollFirst();
		return pid;
	}

	/** When the next one will be done if nothing changes; {@link Long#MAX_VALUE} if none. */
	long nextDone(long now) {
		update(now);
		return stopped || due.isEmpty() ? Long.MAX_VALUE
				: now + (long) Math.ceil(Math.max(0, due.first().work - work) / share());
	}

	int runnable() {
		return runnable.size();
	}

	/** The integral of the number of runnable processes over time, in process seconds. */
	double runnableTime(long now) {
		update(now);
		return runnableTime;
	}

	/** The machine stands still, or goes on. */
	void stop(boolean stop, long now) {
		update(now);
		stopped = stop;
	}
}
