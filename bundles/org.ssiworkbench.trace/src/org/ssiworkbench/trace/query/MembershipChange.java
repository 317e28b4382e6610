package org.ssiworkbench.trace.query;

import java.util.List;

/**
 * One membership transition, merged from the nodes that recorded it.
 *
 * @param time when the first of them did, ns of the cluster's clock
 * @param transid the cluster's id of it; during a split two masters may have given one id to different transitions
 * @param node the node whose state changed
 * @param from its state before
 * @param to its state after
 * @param cause why
 * @param seenBy numbers of the nodes that recorded it, ascending
 */
public record MembershipChange(long time, long transid, int node, String from, String to, String cause, List<Integer> seenBy) {
}
