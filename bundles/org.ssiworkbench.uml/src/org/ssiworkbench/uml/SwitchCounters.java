package org.ssiworkbench.uml;

/**
 * What a switch has done so far.
 *
 * @param frames frames received from nodes
 * @param bytes bytes of those frames
 * @param forwarded frames sent out, each copy of a broadcast counted
 * @param lost frames lost on purpose: loss, cut links, full bandwidth queues
 * @param refused datagrams that no node of this cluster can have sent
 * @param cpu ns of processor time the switch has used
 */
public record SwitchCounters(long frames, long bytes, long forwarded, long lost, long refused, long cpu) {
}
