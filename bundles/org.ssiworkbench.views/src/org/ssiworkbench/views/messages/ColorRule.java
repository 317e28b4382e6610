package org.ssiworkbench.views.messages;

import org.eclipse.jface.resource.StringConverter;
import org.eclipse.swt.graphics.RGB;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;

/**
 * Events that a filter matches have a colour in the table.
 *
 * @param filter which events
 * @param color their background
 */
record ColorRule(Filter filter, RGB color) {
	private static final char SEPARATOR = ' ';

	/** One line, for {@link #parse}. */
	String line() {
		return StringConverter.asString(color) + SEPARATOR + filter;
	}

	/** What {@link #line} said; null for a line that makes no sense any more. */
	static ColorRule parse(String line) {
		int end = line.indexOf(SEPARATOR);
		RGB color = end < 0 ? null : StringConverter.asRGB(line.substring(0, end), null);
		try {
			return color == null ? null : new ColorRule(Filter.parse(line.substring(end + 1)), color);
		} catch (FilterException e) {
			return null;
		}
	}
}
