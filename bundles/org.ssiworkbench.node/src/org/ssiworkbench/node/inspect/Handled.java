package org.ssiworkbench.node.inspect;

import java.util.List;

/**
 * Something that a node has handled.
 *
 * @param cause id of the message or timer, 0 if none
 * @param time ns of the cluster's clock
 * @param text what it was, for people
 * @param peer sender of the message, 0 if it was none
 * @param request whether it was the request of an RPC
 * @param sent ids of the messages that were sent meanwhile
 */
public record Handled(long cause, long time, String text, int peer, boolean request, List<Long> sent) {
}
