package org.ssiworkbench.trace.filter;

import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;

/**
 * A condition on events, such as {@code kind = ics_send and service = clms and from = 2 and time in 1.2s..1.5s}. The whole
 * language is in {@code docs/filters.md}. Immutable.
 */
public final class Filter {
	/** Every event. */
	public static final Filter ALL = new Filter("");

	private final String text;

	private Filter(String text) {
		this.text = text;
	}

	/**
	 * Understands a filter. Blank text is {@link #ALL}.
	 *
	 * @throws FilterException where the text makes no sense
	 */
	public static Filter parse(String text) throws FilterException {
		if (!text.isBlank())
			throw new FilterException(0, text.length(), "filters are not understood yet");
		return ALL;
	}

	/** What can be written at a place in a filter's text: names, signs, values as the events of the index have them. */
	public static List<Proposal> complete(String text, int caret, TraceIndex index) {
		return List.of();
	}

	/** Whether one event satisfies it, such as one that a running cluster just recorded. */
	public boolean matches(TraceEvent event) {
		return true;
	}

	/**
	 * The rows of an index that satisfy it.
	 *
	 * @param cancelled asked now and then; once it says true the result is not complete
	 */
	public RowSet search(TraceIndex index, BooleanSupplier cancelled) {
		BitSet rows = new BitSet(index.rows());
		rows.set(0, index.rows());
		return new RowSet(rows);
	}

	/** The text as the user wrote it. */
	@Override
	public String toString() {
		return text;
	}
}
