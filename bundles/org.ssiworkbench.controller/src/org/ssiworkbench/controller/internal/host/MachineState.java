package org.ssiworkbench.controller.internal.host;

import java.util.Locale;

/** The life of a machine, whatever the membership says of its node. */
public enum MachineState {
	/** Never started. */
	OFF,
	/** Waits for its turn to start, or starts. */
	BOOTING,
	/** Its node software has reported. */
	RUNNING,
	/** Was there and is gone. */
	ENDED;

	/** The word of the protocol. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether there is, or is about to be, a machine. */
	public boolean isAlive() {
		return this == BOOTING || this == RUNNING;
	}
}
