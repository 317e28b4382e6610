package org.ssiworkbench.node.ics;

/** Waits for the end of an RPC. */
@FunctionalInterface
public interface IcsClient {
	/** Called exactly once, never from within the call itself. */
	void done(IcsReply reply);
}
