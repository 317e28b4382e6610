package org.ssiworkbench.trace.filter;

import java.util.regex.Pattern;

/** A text that a regular expression may look at only so often: some need ages for some texts. */
final class BoundedText implements CharSequence {
	private static final int MAX_LOOKS = 1_000_000;

	private static final class TooOftenException extends RuntimeException {
		private static final long serialVersionUID = 1L;

		TooOftenException() {
			super("the regular expression takes too long", null, false, false);
		}
	}

	private final String text;
	private int looks;

	private BoundedText(String text) {
		this.text = text;
	}

	/** Whether the pattern is found in a text; false if that takes too long to tell. */
	static boolean find(Pattern pattern, String text) {
		try {
			return pattern.matcher(new BoundedText(text)).find();
		} catch (TooOftenException e) {
			return false;
		}
	}

	@Override
	public char charAt(int index) {
		if (++looks > MAX_LOOKS)
			throw new TooOftenException();
		return text.charAt(index);
	}

	@Override
	public int length() {
		return text.length();
	}

	@Override
	public CharSequence subSequence(int start, int end) {
		return text.subSequence(start, end);
	}

	@Override
	public String toString() {
		return text;
	}
}
