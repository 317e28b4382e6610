package org.ssiworkbench.trace.filter;

/**
 * A piece of a filter's text.
 *
 * @param text without quotes and slashes
 * @param start where it begins, in characters from 0
 * @param length with quotes and slashes
 */
record Token(Sort sort, String text, int start, int length) {

	enum Sort {
		/** A name, a number with its unit, or a keyword. */
		WORD,
		/** In quotes. */
		TEXT,
		/** Between slashes: a regular expression. */
		PATTERN,
		/** An operator, a parenthesis, a comma. */
		SIGN,
		/** Behind the last piece. */
		END
	}

	boolean is(String word) {
		return (sort == Sort.WORD || sort == Sort.SIGN) && text.equalsIgnoreCase(word);
	}

	int end() {
		return start + length;
	}

	/** How messages name it. */
	String shown() {
		return sort == Sort.END ? "the end" : "'" + text + "'";
	}
}
