package org.ssiworkbench.controller.cli;

import java.util.concurrent.TimeUnit;

import org.ssiworkbench.controller.Controller;

/** Ends the cluster when this process is told to end: Ctrl-C, SIGTERM, or its terminal closed. */
final class EndOnSignal {
	private static final int LIMIT_SECONDS = 4;

	private EndOnSignal() {
	}

	static void install(Controller controller) {
		Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(controller)));
	}

	/** Past the limit the process ends all the same, and the supervisors of the machines end those. */
	private static void end(Controller controller) {
		controller.terminate("interrupted");
		try {
			controller.awaitClosed(LIMIT_SECONDS, TimeUnit.SECONDS);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
