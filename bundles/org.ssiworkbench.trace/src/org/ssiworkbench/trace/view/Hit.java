package org.ssiworkbench.trace.view;

import java.util.List;

/**
 * Something in a picture that was pointed at.
 *
 * @param what what kind of thing it is
 * @param row its event's place in the index; -1 if it is not of one event
 * @param otherRow the place of the event at its other end, such as the receive of a message; -1 if there is none
 * @param node the node whose lane it is in, 0 if none
 * @param pid the process, 0 if none
 * @param begin from when it is, ns
 * @param end until when
 * @param title one line that names it
 * @param details more lines
 */
public record Hit(What what, int row, int otherRow, int node, long pid, long begin, long end, String title, List<String> details) {

	/** What a hit is. */
	public enum What {
		LANE, MESSAGE, MANY, STATE, TRANSITION, PROCESS, PHASE, LOAD, TIME
	}
}
