package org.ssiworkbench.node;

/**
 * One membership transition as the master numbered it.
 *
 * @param transid cluster-wide id, strictly increasing
 * @param time when the master made it, ns of the cluster's clock
 * @param node the node whose state changed
 * @param from its state before
 * @param to its state after
 * @param cause why, in a few words: "joined", "imalive timeout", "operator", "nodedown processing done", ...
 */
public record Transition(long transid, long time, int node, NodeState from, NodeState to, String cause) {
}
