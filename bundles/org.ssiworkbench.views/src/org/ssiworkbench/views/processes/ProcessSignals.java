package org.ssiworkbench.views.processes;

/** The signals that a user sends to processes, with Linux's numbers. */
enum ProcessSignals {
	TERM(15), KILL(9), INT(2), HUP(1), QUIT(3), STOP(19), CONT(18), USR1(10), USR2(12);

	private final int number;

	ProcessSignals(int number) {
		this.number = number;
	}

	int number() {
		return number;
	}
}
