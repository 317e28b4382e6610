package org.ssiworkbench.trace.query;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.TraceIndex;

/** Finds the events that queries are about. */
final class Events {
	private Events() {
	}

	/** The events of some kinds, in order. */
	static Stream<TraceEvent> of(TraceIndex index, EventKind... kinds) {
		return rows(index, kinds).mapToObj(index::event);
	}

	/** The rows of the events of some kinds, in order. */
	static IntStream rows(TraceIndex index, EventKind... kinds) {
		RowSet rows = filter(kinds).search(index, () -> false);
		return IntStream.iterate(rows.next(0), row -> row >= 0, row -> rows.next(row + 1));
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
