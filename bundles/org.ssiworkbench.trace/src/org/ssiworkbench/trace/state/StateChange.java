package org.ssiworkbench.trace.state;

import java.util.List;

/**
 * One thing in the tree of the cluster's state, with what became of it between two instants.
 *
 * @param name what it is: "node 3", "state", "channel 4 to node 2", ...
 * @param before its value then, null if it was not there
 * @param after its value now, null if it is gone
 * @param changed whether it or anything below it changed
 * @param children its parts
 */
public record StateChange(String name, String before, String after, boolean changed, List<StateChange> children) {
}
