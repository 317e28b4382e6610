package org.ssiworkbench.trace.filter;

/** A filter makes no sense; the message says what is wrong with it and what to write instead. */
public final class FilterException extends Exception {
	private static final long serialVersionUID = 1L;

	private final int position;
	private final int length;

	FilterException(int position, int length, String message) {
		super(message);
		this.position = position;
		this.length = length;
	}

	/** Where in the text the fault is, in characters from 0. */
	public int position() {
		return position;
	}

	/** How many characters are at fault; 0 if something is missing there. */
	public int length() {
		return length;
	}
}
