package org.ssiworkbench.controller.internal.host;

import org.ssiworkbench.simulator.stepping.Step;

/** What a step is called in the debugger. */
final class FrameTexts {
	private FrameTexts() {
	}

	static String of(Step step) {
		return switch (step.kind()) {
		case FRAME, DATAGRAM -> message(step);
		case TIMER -> detailed("timer", step.what());
		case CHANNEL -> detailed("channel with node " + step.peer(), step.what());
		case PROCESS -> detailed("process", step.what());
		case COMMAND -> detailed("command", step.what());
		case SCHEDULED -> detailed("scheduled", step.what());
		};
	}

	private static String message(Step step) {
		String what = step.form().isEmpty() ? "message" : step.what() + " " + step.form();
		return what + " from node " + step.peer();
	}

	private static String detailed(String what, String detail) {
		return detail.isEmpty() ? what : what + ": " + detail;
	}
}
