package org.ssiworkbench.trace.export;

/**
 * A place in a trace that somebody marked.
 *
 * @param time ns of the cluster's clock
 * @param text what there is to see
 */
public record Bookmark(long time, String text) {

	/** One line of a package's list. */
	String line() {
		return time + "\t" + text.replaceAll("[\\t\\r\\n]+", " ");
	}

	/** The bookmark of a line; null if it is none. */
	static Bookmark of(String line) {
		int tab = line.indexOf('\t');
		if (tab < 1 || !line.substring(0, tab).matches("-?\\d{1,18}"))
			return null;
		return new Bookmark(Long.parseLong(line.substring(0, tab)), line.substring(tab + 1));
	}
}
