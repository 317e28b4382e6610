package org.ssiworkbench.controller.internal.host;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be done at times of a simulated cluster, and something that is done periodically. Each branch of a history
 * has done its own part of it: on a new branch everything after its beginning is to be done again.
 */
final class Agenda {
	private record Place(long time, long order) implements Comparable<Place> {
		@Override
		public int compareTo(Place other) {
			return time != other.time ? Long.compare(time, other.time) : Long.compare(order, other.order);
		}
	}

	private final long period;
	private final Runnable periodic;
	private final TreeMap<Place, Runnable> tasks = new TreeMap<>();
	private final Map<String, Place> doneElsewhere = new HashMap<>();
	private String branch;
	private Place done = new Place(0, -1);
	private long orders;

	/** {@code branch} is the name of the first one. */
	Agenda(String branch, long period, Runnable periodic) {
		this.branch = branch;
		this.period = period;
		this.periodic = periodic;
	}

	void add(long time, Runnable task) {
		tasks.put(new Place(time, orders++), task);
	}

	/** Goes to another branch, or to a new one, which begins at this time. */
	void changeBranch(String name, long now) {
		doneElsewhere.put(branch, done);
		branch = name;
		done = doneElsewhere.getOrDefault(name, new Place(now, orders - 1));
	}

	/** Whether nothing but the periodic thing is left to do. */
	boolean isEmpty() {
		return tasks.higherKey(done) == null;
	}

	/** When the next thing is due. */
	long next() {
		Place next = tasks.higherKey(done);
		long tick = (done.time() / period + 1) * period;
		return next == null ? tick : Math.min(next.time(), tick);
	}

	/** Does what is due at a time, which is {@link #next()}. */
	void run(long time) {
		if (time % period == 0 && done.time() < time)
			periodic.run();
		done = new Place(time, done.time() == time ? done.order() : -1);
		for (Place next = tasks.higherKey(done); next != null && next.time() <= time; next = tasks.higherKey(done)) {
			done = next;
			tasks.get(next).run();
		}
	}
}
