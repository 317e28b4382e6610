package org.ssiworkbench.node.ics;

/**
 * The end of an RPC, with its two planes of error.
 *
 * @param status how the transport ended
 * @param result what the operation returned; 0 unless the status is OK
 * @param data what the operation returned; empty unless the status is OK
 */
public record IcsReply(IcsStatus status, int result, IcsData data) {
}
