package org.ssiworkbench.node.ics;

/** How the transport of an RPC ended; what the operation itself returned is {@link IcsReply#result()}. */
public enum IcsStatus {
	/** The server answered. */
	OK,
	/** The server's node is down or went down before it answered; the operation may have been done. */
	EREMOTE,
	/** The server's node has no such service or operation. */
	ENOSYS
}
