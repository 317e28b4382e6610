package org.ssiworkbench.trace.replay;

/**
 * Something that a node handled, as its trace tells: rows that the node recorded one after the other for one cause.
 *
 * @param first its first row
 * @param last its last row
 * @param node that handled it; 0 is the controller
 * @param time of its last row, ns of the cluster's clock
 * @param cause id of the message or timer, 0 if none
 * @param peer sender of the message, 0 if it was none
 * @param request whether it was the request of an RPC
 * @param text for people
 */
public record Handled(int first, int last, int node, long time, long cause, int peer, boolean request, String text) {
}
