package org.ssiworkbench.trace.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.ssiworkbench.trace.NodeLife;

/** Finds the life that a node was in at a time. */
public final class NodeLives {
	/** By node, then begin. */
	private final Map<Integer, TreeMap<Long, NodeLife>> lives = new HashMap<>();

	public NodeLives(List<NodeLife> all) {
		for (NodeLife life : all)
			lives.computeIfAbsent(life.node(), node -> new TreeMap<>()).put(life.begin(), life);
	}

	/** The last life of a node that had begun by a time, null if none had. */
	public NodeLife at(int node, long time) {
		TreeMap<Long, NodeLife> ofNode = lives.get(node);
		Map.Entry<Long, NodeLife> last = ofNode == null ? null : ofNode.floorEntry(time);
		return last == null ? null : last.getValue();
	}
}
