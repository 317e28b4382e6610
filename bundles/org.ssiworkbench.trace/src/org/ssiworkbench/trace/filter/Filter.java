package org.ssiworkbench.trace.filter;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.internal.index.IndexData;
import org.ssiworkbench.trace.internal.index.Zones;

/**
 * A condition on events, such as {@code kind = ics_send and service = clms and from = 2 and time in 1.2s..1.5s}. The whole
 * language is in {@code docs/filters.md}. Immutable.
 */
public final class Filter {
	/** Every event. */
	public static final Filter ALL = new Filter("", new Condition.And(List.of()));

	private final String text;
	private final Condition condition;

	private Filter(String text, Condition condition) {
		this.text = text;
		this.condition = condition;
	}

	/**
	 * Understands a filter on events of ours. Blank text is {@link #ALL}.
	 *
	 * @throws FilterException where the text makes no sense
	 */
	public static Filter parse(String text) throws FilterException {
		return parse(text, Vocabulary.OURS);
	}

	/** Understands a filter on events of a trace, which may be a foreign one. See {@link #parse(String)}. */
	public static Filter parse(String text, TraceIndex index) throws FilterException {
		return parse(text, new Vocabulary(index.types()));
	}

	private static Filter parse(String text, Vocabulary vocabulary) throws FilterException {
		return text.isBlank() ? ALL : new Filter(text, new Parser(Scanner.scan(text), vocabulary).parse());
	}

	/**
	 * What can be written at a place in a filter's text: names, signs, values.
	 *
	 * @param caret 0 to the text's length
	 * @param index whose events' values are proposed; null for none
	 */
	public static List<Proposal> complete(String text, int caret, TraceIndex index) {
		return new Completion(index == null ? Vocabulary.OURS : new Vocabulary(index.types()), index).at(text, caret);
	}

	/** Whether one event satisfies it, such as one that a running cluster just recorded. */
	public boolean matches(TraceEvent event) {
		return condition.matches(event);
	}

	/**
	 * The rows of an index that satisfy it. Uses all processors.
	 *
	 * @param cancelled asked now and then; once it says true the result is not complete
	 * @throws java.io.UncheckedIOException if the trace is no longer what it was when it was indexed
	 */
	public RowSet search(TraceIndex index, BooleanSupplier cancelled) {
		return search(index, RowSet.NONE, 0, cancelled);
	}

	/** The same, with what is known already of the first {@code knownRows} rows. */
	RowSet search(TraceIndex index, RowSet known, int knownRows, BooleanSupplier cancelled) {
		IndexData data = index.data();
		int rows = data.rows();
		int zones = rows + Zones.ROWS - 1 >>> Zones.SHIFT;
		int first = Math.min(zones, knownRows >>> Zones.SHIFT);
		long[] found = known.words(first * ZoneRows.WORDS, zones * ZoneRows.WORDS);
		Finder finder = new FinderMaker(data).make(condition);
		ThreadLocal<ZoneRows> zoneRows = ThreadLocal.withInitial(() -> new ZoneRows(index, data));
		IntStream.range(first, zones).parallel().forEach(zone -> {
			if (!cancelled.getAsBoolean())
				search(finder, zoneRows.get(), zone, Math.min(Zones.ROWS, rows - (zone << Zones.SHIFT)), found);
		});
		return new RowSet(found);
	}

	private static void search(Finder finder, ZoneRows zoneRows, int zone, int rows, long[] found) {
		zoneRows.enter(zone, rows);
		if (!finder.possible(zoneRows))
			return;
		long[] candidates = new long[ZoneRows.WORDS];
		for (int word = 0; word << 6 < rows; word++)
			candidates[word] = rows - (word << 6) >= Long.SIZE ? -1L : ~(-1L << rows);
		long[] result = new long[ZoneRows.WORDS];
		finder.find(zoneRows, candidates, result);
		System.arraycopy(result, 0, found, zone * ZoneRows.WORDS, result.length);
	}

	/** The text as the user wrote it. */
	@Override
	public String toString() {
		return text;
	}
}
