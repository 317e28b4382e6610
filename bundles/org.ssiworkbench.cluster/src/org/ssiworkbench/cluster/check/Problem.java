package org.ssiworkbench.cluster.check;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something wrong with a model file.
 *
 * @param severity whether the cluster can be started all the same
 * @param line line of the element's start in the file, from 1; 0 if unknown
 * @param element the element it is about, such as "Node gamma"
 * @param fault what is wrong with it
 * @param remedy what to do about it
 */
public record Problem(Severity severity, int line, String element, String fault, String remedy) {
	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");
	private static final int LONGEST_TEXT = 400;

	/** Texts may quote the file, so what could upset a terminal is replaced and what is too long is cut. */
	public Problem {
		element = printable(element);
		fault = printable(fault);
		remedy = printable(remedy);
	}

	/**
	 * @param file how to name the file
	 * @return one line such as {@code a.ssicluster:7: error: Node gamma: has no number; give it one from 1 to 127}
	 */
	public String line(Path file) {
		String place = line == 0 ? file.toString() : file + ":" + line;
		return printable(place) + ": " + severity.name().toLowerCase(Locale.ROOT) + ": " + element + ": " + fault + "; " + remedy;
	}

	/** @return the same, not about a line */
	Problem withoutLine() {
		return new Problem(severity, 0, element, fault, remedy);
	}

	private static String printable(String text) {
		String shown = UNPRINTABLE.matcher(text).replaceAll("?");
		return shown.length() <= LONGEST_TEXT ? shown : shown.substring(0, LONGEST_TEXT) + "...";
	}
}
