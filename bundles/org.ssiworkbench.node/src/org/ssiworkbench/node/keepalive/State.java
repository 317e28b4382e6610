package org.ssiworkbench.node.keepalive;

import java.util.Locale;

import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;

/** What keepalive believes of a process. */
public enum State {
	/** It is being started, or waits for a node to run on. */
	START,
	/** It runs. */
	OK,
	/** It has just died. */
	DEAD,
	/** It died and will be started again. */
	RESPAWN,
	/** It stays down: too many deaths, or it said so. */
	DOWN,
	/** A critical member of its group died: it is being ended, to be started again with it. */
	SHUTDOWN,
	/** It is no longer registered. */
	REMOVED;

	static State read(WireReader in) throws MalformedException {
		int ordinal = in.u8();
		if (ordinal >= values().length)
			throw new MalformedException("keepalive state " + ordinal);
		return values()[ordinal];
	}

	/** The lower-case name, as it is shown. */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}
}
