package org.ssiworkbench.simulator.process;

import java.util.Arrays;

/** A simulated process that is being moved in. */
final class Incoming {
	private final int pid;
	/** Complete, but not running; null before. */
	SimulatedProcess process;

	Incoming(int pid) {
		this.pid = pid;
	}

	void take(byte[] part) {
		if (part.length > 0 && part[0] == Outgoing.STATE)
			process = SimulatedProcess.ofImage(pid, Arrays.copyOfRange(part, 1, part.length));
	}
}
