package org.ssiworkbench.node.linux.commands;

/** A command ends with a message instead of what was asked for. */
final class CommandException extends Exception {
	private static final long serialVersionUID = 1;
	private static final int FAILED = 1;
	private static final int WRONG_USAGE = 2;

	final int status;

	private CommandException(int status, String message) {
		super(message);
		this.status = status;
	}

	/** It was called wrongly; says how it is called. */
	static CommandException usage(String usage) {
		return new CommandException(WRONG_USAGE, "usage: " + usage);
	}

	/** It cannot be done; says why. */
	static CommandException failed(String why) {
		return new CommandException(FAILED, why);
	}
}
