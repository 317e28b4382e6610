package org.ssiworkbench.node.control;

import java.util.SortedMap;

import org.ssiworkbench.node.NodeState;

/**
 * A node's own view of the cluster, as it goes over the control line and into the Cluster view.
 *
 * @param node the reporting node
 * @param master the node it takes for the CLMS master, 0 if none
 * @param transid id of the last transition it knows
 * @param load its load in hundredths of a runnable process
 * @param states the state of every configured node in its view
 */
public record StatusText(int node, int master, long transid, long load, SortedMap<Integer, NodeState> states) {
}
