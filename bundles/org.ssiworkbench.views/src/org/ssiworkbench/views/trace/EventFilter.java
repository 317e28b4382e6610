package org.ssiworkbench.views.trace;

import java.util.List;
import java.util.Locale;

import org.ssiworkbench.trace.TraceEvent;

/**
 * Which events are shown: those whose row has every word, in any case and any column.
 *
 * @param words lower case; empty = all events
 */
public record EventFilter(List<String> words) {
	/** Lets everything pass. */
	public static final EventFilter ALL = new EventFilter(List.of());

	/** A filter from what a user typed. */
	public static EventFilter of(String text) {
		String trimmed = text.strip().toLowerCase(Locale.ROOT);
		return trimmed.isEmpty() ? ALL : new EventFilter(List.of(trimmed.split("\\s+"))); //$NON-NLS-1$
	}

	/** Whether an event is shown. */
	public boolean passes(TraceEvent event) {
		if (words.isEmpty())
			return true;
		String row = EventText.row(event).toLowerCase(Locale.ROOT);
		return words.stream().allMatch(row::contains);
	}
}
