package org.ssiworkbench.node.ics;

/** Serves a service. */
@FunctionalInterface
public interface IcsServer {
	/**
	 * A request or message arrived. A request is answered by {@link IcsRequest#reply}, now or later. Calls made from
	 * within get the request's priority plus one.
	 */
	void request(IcsRequest request);
}
