package org.ssiworkbench.trace.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;
import org.ssiworkbench.trace.filter.GrowingSearch;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.TraceIndex;

/** The events of some kinds in a trace that may grow: those that queries are about. Not thread-safe. */
final class Events {
	private final TraceIndex index;
	private final GrowingSearch search;
	private final List<TraceEvent> events = new ArrayList<>();
	private RowSet rows;
	private long version = -1;

	Events(TraceIndex index, EventKind... kinds) {
		this.index = index;
		search = new GrowingSearch(index, filter(kinds));
	}

	/** All of them by now, in order; valid until the next call. */
	List<TraceEvent> update() {
		long now = index.version();
		int unchanged = index.unchangedRows(version);
		if (rows != null)
			events.subList(Math.min(events.size(), rows.rank(unchanged)), events.size()).clear();
		rows = search.search(() -> false);
		for (int i = events.size(); i < rows.size(); i++)
			events.add(index.event(rows.get(i)));
		version = now;
		return events;
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
