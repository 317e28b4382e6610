package org.ssiworkbench.controller;

import java.util.List;

/** A cluster cannot be started. Each line of {@link #lines()} is for the user: what, where, remedy. */
public final class StartException extends Exception {
	private static final long serialVersionUID = 1L;

	private final transient List<String> lines;

	public StartException(List<String> lines) {
		super(String.join(System.lineSeparator(), lines));
		this.lines = List.copyOf(lines);
	}

	public StartException(String line) {
		this(List.of(line));
	}

	/** What is wrong, one thing a line. */
	public List<String> lines() {
		return lines;
	}
}
