package org.ssiworkbench.controller.cli;

/** The thing asked for failed; the message says what was wrong, where, and what to do. */
final class CommandException extends RuntimeException {
	private static final long serialVersionUID = 1L;

	CommandException(String message) {
		super(message);
	}
}
