package org.ssiworkbench.trace.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.NodeLife;

/**
 * The range of message ids that each life of each node sent, as far as the trace tells. A later life makes higher ids, so
 * an id outside all ranges was made after the last send that a life handed over.
 */
final class SentRanges {

	private static final class Range {
		final NodeLife life;
		long first = Long.MAX_VALUE;
		long last = Long.MIN_VALUE;

		Range(NodeLife life) {
			this.life = life;
		}
	}

	private final Map<Integer, List<Range>> ranges = new HashMap<>();

	SentRanges(List<NodeLife> lives) {
		for (NodeLife life : lives)
			ranges.computeIfAbsent(life.node(), node -> new ArrayList<>()).add(new Range(life));
	}

	/** Notes a send. */
	void add(int node, long id, long time) {
		for (Range range : ranges.getOrDefault(node, List.of()))
			if (time <= range.life.end()) {
				range.first = Math.min(range.first, id);
				range.last = Math.max(range.last, id);
				return;
			}
	}

	/** Whether the trace must have the send of a message that was received at {@code time}. */
	boolean mustHave(int node, long id, long time) {
		for (Range range : ranges.getOrDefault(node, List.of()))
			if (id >= range.first && id <= range.last)
				return time < range.life.end();
		return false;
	}
}
