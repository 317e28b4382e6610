package org.ssiworkbench.simulator;

import java.util.PriorityQueue;

/** What is to happen, by time and then in the order in which it was asked for. */
final class EventQueue {
	/** A thing to come. */
	static final class Event implements Comparable<Event> {
		final long time;
		private final long order;
		private Runnable action;

		private Event(long time, long order, Runnable action) {
			this.time = time;
			this.order = order;
			this.action = action;
		}

		void cancel() {
			action = null;
		}

		@Override
		public int compareTo(Event other) {
			int byTime = Long.compare(time, other.time);
			return byTime != 0 ? byTime : Long.compare(order, other.order);
		}
	}

	private final PriorityQueue<Event> events = new PriorityQueue<>();
	private long orders;
	private long now;

	long now() {
		return now;
	}

	Event at(long time, Runnable action) {
		Event event = new Event(Math.max(time, now), orders++, action);
		events.add(event);
		return event;
	}

	/** Time of the next event, {@link Long#MAX_VALUE} when there is none. */
	long nextTime() {
		while (!events.isEmpty() && events.peek().action == null)
			events.poll();
		return events.isEmpty() ? Long.MAX_VALUE : events.peek().time;
	}

	/** Runs the next event; false when there is none. */
	boolean step() {
		if (nextTime() == Long.MAX_VALUE)
			return false;
		Event event = events.poll();
		now = event.time;
		event.action.run();
		return true;
	}

	void advanceTo(long time) {
		now = Math.max(now, time);
	}
}
