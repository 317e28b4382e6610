package org.ssiworkbench.views.state;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;

/** Which events make the parts of a cluster's state what they are. */
final class StateEvents {
	/** Places in the tree, and the filter for the events of each. */
	private static final Map<Pattern, String> FILTERS = Map.of(
			Pattern.compile(".*/nodes/node (\\d+)/view/node (\\d+)"), "kind = clms_transition and node = $1 and subject = $2", //$NON-NLS-1$ //$NON-NLS-2$
			Pattern.compile(".*/nodes/node (\\d+)/load"), "kind = load_sample and node = $1", //$NON-NLS-1$ //$NON-NLS-2$
			Pattern.compile(".*/nodes/node (\\d+)(/(state|alive|boot|master|last transition))?"), //$NON-NLS-1$
			"kind in {clms_transition, clms_view} and node = $1", //$NON-NLS-1$
			Pattern.compile(".*/members/node (\\d+)"), "kind = clms_transition and subject = $1", //$NON-NLS-1$ //$NON-NLS-2$
			Pattern.compile(".*/processes/process (\\d+)(/.*)?"), "pid = $1", //$NON-NLS-1$ //$NON-NLS-2$
			Pattern.compile(".*/channels/node (\\d+) to (\\d+), channel (-?\\d+)(/.*)?"), //$NON-NLS-1$
			"kind in {ics_send, ics_recv} and from = $1 and to = $2 and channel = $3", //$NON-NLS-1$
			Pattern.compile(".*/in flight/message (0x[0-9a-f]+)"), "kind = ics_send and message = $1"); //$NON-NLS-1$ //$NON-NLS-2$

	private StateEvents() {
	}

	/** The filter for the events of a place in the tree; null if there are none. */
	static Filter filter(String place) {
		for (Map.Entry<Pattern, String> entry : FILTERS.entrySet()) {
			Matcher match = entry.getKey().matcher(place);
			if (match.matches())
				return parse(match.replaceFirst(entry.getValue()));
		}
		return null;
	}

	private static Filter parse(String text) {
		try {
			return Filter.parse(text);
		} catch (FilterException e) {
			throw new IllegalStateException(text, e);
		}
	}
}
