package org.ssiworkbench.node.linux.commands;

/** A command was called wrongly; the message says how it is called. */
final class UsageException extends Exception {
	private static final long serialVersionUID = 1;

	UsageException(String message) {
		super(message);
	}
}
