package org.ssiworkbench.node.keepalive;

import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsService;

/** The ICS service of keepalive; layouts are in {@code docs/keepalive.md}. */
final class KeepaliveService {
	static final int REGISTER = 0;
	static final int ADOPT = 1;
	static final int DEREGISTER = 2;
	static final int LIST = 3;
	static final int COPY = 4;
	static final int TABLE = 5;
	static final int START = 6;
	static final int INVENTORY = 7;
	static final IcsService SERVICE = new IcsService(5, "keepalive", IcsChannel.PRIORITY_1, "register", "adopt", "deregister",
			"list", "copy", "table", "start", "inventory");

	/** Results. */
	static final int DONE = 0;
	/** This node's daemon does not work (yet): ask the master, or again. */
	static final int AGAIN = 1;
	static final int REFUSED = 2;

	private KeepaliveService() {
	}
}
