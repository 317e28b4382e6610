package org.ssiworkbench.node.clms;

/** Results of the membership service's operations. */
final class Answer {
	static final int DONE = 0;
	/** Not now: ask again. */
	static final int WAIT = 1;
	/** The asking node's incarnation is not the newest. */
	static final int STALE = 2;
	/** The asked node follows another master. */
	static final int OTHER_MASTER = 3;
	/** The member misses transitions: send it a snapshot. */
	static final int RESYNC = 4;
	/** The asked node hears the master or is itself first in line. */
	static final int REFUSED = 5;

	private Answer() {
	}
}
