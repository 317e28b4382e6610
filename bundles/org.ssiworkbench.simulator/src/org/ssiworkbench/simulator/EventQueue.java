package org.ssiworkbench.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

import org.ssiworkbench.simulator.SimulationEvent.Kind;

/** What is to happen, by time and then in the order in which it was asked for. */
final class EventQueue {
	/** Where and what an event is, as in {@link SimulationEvent}. */
	record What(Kind kind, int node, int peer, int channel, long id) {
		static final What SCHEDULED = new What(Kind.SCHEDULED, 0, 0, -1, 0);

		static What timer(int node, long id) {
			return new What(Kind.TIMER, node, 0, -1, id);
		}

		static What process(int node) {
			return new What(Kind.PROCESS, node, 0, -1, 0);
		}

		static What channel(int node, int peer, int channel) {
			return new What(Kind.CHANNEL, node, peer, channel, 0);
		}
	}

	/** A thing to come. */
	static final class Event implements Comparable<Event> {
		final long time;
		private final long order;
		private final long madeBy;
		private final What what;
		private Runnable action;

		private Event(long time, long order, long madeBy, What what, Runnable action) {
			this.time = time;
			this.order = order;
			this.madeBy = madeBy;
			this.what = what;
			this.action = action;
		}

		void cancel() {
			action = null;
		}

		SimulationEvent facts() {
			return new SimulationEvent(order, time, what.kind, what.node, what.peer, what.channel, what.id, madeBy);
		}

		@Override
		public int compareTo(Event other) {
			int byTime = Long.compare(time, other.time);
			return byTime != 0 ? byTime : Long.compare(order, other.order);
		}
	}

	private final PriorityQueue<Event> events = new PriorityQueue<>();
	private long orders;
	private long steps;
	private long now;
	/** Happens before all others; null when nothing was preferred. */
	private Event preferred;
	private Event last;

	long now() {
		return now;
	}

	/** How many events and commands there were. */
	long steps() {
		return steps;
	}

	/** The event or command that is happening or was the last to happen; null before the first. */
	SimulationEvent last() {
		return last == null ? null : last.facts();
	}

	Event at(long time, What what, Runnable action) {
		Event event = new Event(Math.max(time, now), orders++, steps - 1, what, action);
		events.add(event);
		return event;
	}

	/** Time of the next event, {@link Long#MAX_VALUE} when there is none. */
	long nextTime() {
		if (preferred != null && preferred.action != null)
			return Math.max(now, preferred.time);
		preferred = null;
		while (!events.isEmpty() && events.peek().action == null)
			events.poll();
		return events.isEmpty() ? Long.MAX_VALUE : Math.max(now, events.peek().time);
	}

	/** Runs the next event; false when there is none. */
	boolean step() {
		if (nextTime() == Long.MAX_VALUE)
			return false;
		Event next = preferred == null ? events.poll() : preferred;
		preferred = null;
		run(next);
		return true;
	}

	/** Runs a command from outside, as a step of its own. */
	void command(int node, Runnable command) {
		run(new Event(now, orders++, steps - 1, new What(Kind.COMMAND, node, 0, -1, 0), command));
	}

	private void run(Event event) {
		now = Math.max(now, event.time);
		steps++;
		last = event;
		Runnable action = event.action;
		event.action = null;
		action.run();
	}

	void advanceTo(long time) {
		now = Math.max(now, time);
	}

	/** All that is to come, next first. */
	List<SimulationEvent> upcoming() {
		return sorted(event -> true).stream().map(Event::facts).toList();
	}

	/** The event of this number, which must be to come. */
	Event find(long order) {
		return sorted(event -> event.order == order).stream().findFirst()
				.orElseThrow(() -> new IllegalArgumentException("there is no event " + order + " to come"));
	}

	/** Has an event happen before any other; those of earlier times are late then. */
	void prefer(Event event) {
		events.remove(event);
		if (preferred != null)
			events.add(preferred);
		preferred = event;
	}

	/** Has an event happen a second time. */
	void repeat(Event event) {
		at(event.time, event.what, event.action);
	}

	/** Cancels all events that are the arrival of a frame on one way of a channel. */
	void cancelFrames(int node, int peer, int channel) {
		for (Event event : events)
			if (event.what.kind == Kind.FRAME && event.what.node == node && event.what.peer == peer && event.what.channel == channel)
				event.cancel();
	}

	private List<Event> sorted(Predicate<Event> wanted) {
		List<Event> found = new ArrayList<>();
		for (Event event : events)
			if (event.action != null && wanted.test(event))
				found.add(event);
		found.sort(null);
		if (preferred != null && preferred.action != null && wanted.test(preferred))
			found.addFirst(preferred);
		return found;
	}
}
