package org.ssiworkbench.simulator;

/** What became of a simulated machine, whatever the membership says. */
public enum Machine {
	/** Never booted, or crashed by command. */
	OFF,
	/** It runs. */
	RUNNING,
	/** It is stopped: time goes on, it does not. */
	PAUSED,
	/** It ended itself. */
	HALTED
}
