package org.ssiworkbench.trace.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;
import org.ssiworkbench.trace.filter.GrowingSearch;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.TraceIndex;

/**
 * Puts things together from the events of some kinds, each of which is looked at once. When late packets move the last rows,
 * their events are taken back first.
 *
 * @param <T> what is put together; immutable
 */
abstract class Fold<T> implements GrowingQuery<T> {
	/** So many events can be taken back; when rows before these move, which is rare, all is made anew. */
	private static final int REMEMBERED = 4096;

	/** One of the things, which changes while its events come. */
	static final class Thing<T> {
		private T value;

		T value() {
			return value;
		}
	}

	private final TraceIndex index;
	private final GrowingSearch search;
	private final Comparator<T> order;
	private final List<Thing<T>> things = new ArrayList<>();
	/** What takes back each of the last events. */
	private final ArrayDeque<List<Runnable>> undo = new ArrayDeque<>();
	private List<T> answer = List.of();
	private RowSet rows;
	private int taken;
	private long version = -1;

	/** @param order of the answer; does not change with what is told of a thing later */
	Fold(TraceIndex index, Comparator<T> order, EventKind... kinds) {
		this.index = index;
		this.order = order;
		search = new GrowingSearch(index, filter(kinds));
	}

	/** Looks at the next event: calls {@link #begin}, {@link #change}, and {@link #undo} for what it does beside these. */
	abstract void take(TraceEvent event);

	/** Forgets everything, for the events are to be taken anew. */
	abstract void clear();

	@Override
	public final synchronized List<T> answer() {
		if (update())
			answer = things.stream().map(Thing::value).toList();
		return answer;
	}

	/** Whether anything may be different. */
	private boolean update() {
		long now = index.version();
		if (now == version)
			return false;
		int known = rows == null ? 0 : Math.min(taken, rows.rank(index.unchangedRows(version)));
		boolean changed = known < taken;
		takeBack(taken - known);
		rows = search.search(() -> false);
		for (; taken < rows.size(); taken++) {
			takeNext(index.event(rows.get(taken)));
			changed = true;
		}
		version = now;
		return changed;
	}

	private void takeNext(TraceEvent event) {
		undo.addLast(new ArrayList<>(2));
		take(event);
		if (undo.size() > REMEMBERED)
			undo.removeFirst();
	}

	private void takeBack(int events) {
		if (events > undo.size()) {
			undo.clear();
			things.clear();
			clear();
			taken = 0;
			return;
		}
		for (int i = 0; i < events; i++)
			undo.removeLast().reversed().forEach(Runnable::run);
		taken -= events;
	}

	/** What is to be done when the event that is being taken is taken back. */
	final void undo(Runnable back) {
		undo.getLast().add(back);
	}

	/** There is one more thing. */
	final Thing<T> begin(T value) {
		Thing<T> thing = new Thing<>();
		thing.value = value;
		int place = things.size();
		while (place > 0 && order.compare(things.get(place - 1).value, value) > 0)
			place--;
		things.add(place, thing);
		undo(() -> things.remove(things.lastIndexOf(thing)));
		return thing;
	}

	/** More is known of a thing. */
	final void change(Thing<T> thing, T value) {
		T before = thing.value;
		thing.value = value;
		undo(() -> thing.value = before);
	}

	private static Filter filter(EventKind... kinds) {
		String names = Arrays.stream(kinds).map(EventKind::traceName).collect(Collectors.joining(", "));
		try {
			return Filter.parse("kind in {" + names + "}");
		} catch (FilterException e) {
			throw new IllegalStateException("names of kinds are words", e);
		}
	}
}
