package org.ssiworkbench.views.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.ssiworkbench.trace.TraceEvent;

/**
 * The events that the view holds and those of them that pass its filter, in order of time. Bounded: when it is full the
 * oldest events go, and how many went can be asked. Thread-safe; readers on the UI thread never wait long.
 */
public final class EventList {
	/** Events kept; about 60 MB. */
	static final int CAPACITY = 200_000;

	/** Dropped at a time, so that dropping is rare. */
	private static final int SLICE = CAPACITY / 10;

	private static final Comparator<TraceEvent> BY_TIME = Comparator.comparingLong(TraceEvent::time)
			.thenComparingInt(TraceEvent::node);

	private final List<TraceEvent> events = new ArrayList<>();
	private List<TraceEvent> passed = new ArrayList<>();
	private EventFilter filter = EventFilter.ALL;
	private long dropped;

	/** Takes events that are in order among themselves; they may be a little older than what is here already. */
	synchronized void add(List<TraceEvent> more) {
		insert(events, more);
		insert(passed, more.stream().filter(filter::passes).toList());
		if (events.size() > CAPACITY)
			drop();
	}

	/** From now on shows what passes {@code now}. Looks at all events, so not for the UI thread. */
	void filter(EventFilter now) {
		List<TraceEvent> all;
		synchronized (this) {
			filter = now;
			all = List.copyOf(events);
		}
		List<TraceEvent> kept = new ArrayList<>(all.stream().filter(now::passes).toList());
		synchronized (this) {
			if (!filter.equals(now))
				return;
			if (events.size() != all.size())
				kept = new ArrayList<>(events.stream().filter(now::passes).toList());
			passed = kept;
		}
	}

	/** Forgets everything but the filter. */
	synchronized void clear() {
		events.clear();
		passed.clear();
		dropped = 0;
	}

	/** How many events are shown. */
	public synchronized int shown() {
		return passed.size();
	}

	/** How many events there were, with those dropped. */
	public synchronized long total() {
		return events.size() + dropped;
	}

	/** How many of the oldest events are held no more. */
	public synchronized long dropped() {
		return dropped;
	}

	/** A shown event; null when there are no longer so many. */
	public synchronized TraceEvent get(int row) {
		return row < passed.size() ? passed.get(row) : null;
	}

	private void drop() {
		long last = events.get(SLICE - 1).time();
		events.subList(0, SLICE).clear();
		dropped += SLICE;
		int gone = 0;
		while (gone < passed.size() && passed.get(gone).time() <= last)
			gone++;
		passed.subList(0, gone).clear();
	}

	/** Packets of nodes come up to 100 ms apart, so only the end of the list is touched. */
	private static void insert(List<TraceEvent> list, List<TraceEvent> more) {
		if (more.isEmpty())
			return;
		int from = list.size();
		while (from > 0 && BY_TIME.compare(list.get(from - 1), more.getFirst()) > 0)
			from--;
		list.addAll(more);
		list.subList(from, list.size()).sort(BY_TIME);
	}
}
