package org.ssiworkbench.controller.cli;

/** The command line asks for something that makes no sense; the message says what and what to write instead. */
final class UsageException extends RuntimeException {
	private static final long serialVersionUID = 1L;

	UsageException(String message) {
		super(message);
	}
}
