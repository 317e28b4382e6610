package org.ssiworkbench.controller.internal;

import java.util.Locale;

/** The life of a cluster. */
enum Phase {
	STARTING, RUNNING, ENDING, ENDED;

	/** The word of the protocol. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}
}
