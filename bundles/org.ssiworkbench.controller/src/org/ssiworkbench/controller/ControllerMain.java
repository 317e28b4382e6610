package org.ssiworkbench.controller;

import org.ssiworkbench.controller.cli.Main;

/**
 * A controller as a process of its own, as the workbench starts it. Its first line on standard output is
 * {@code ready SOCKET} once clients can attach; errors are lines on standard error. Ends with status 0 when the cluster
 * was ended, 1 when it could not be started, 2 on wrong options; SIGTERM ends the cluster.
 */
public final class ControllerMain {
	private ControllerMain() {
	}

	/** {@code MODEL [--host uml|simulator] [--seed N] [--trace DIR] [--name NAME] [--for DURATION]}. */
	public static void main(String[] arguments) {
		String[] verb = new String[arguments.length + 1];
		verb[0] = "controller";
		System.arraycopy(arguments, 0, verb, 1, arguments.length);
		Main.main(verb);
	}
}
