package org.ssiworkbench.controller.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;

/** Every node's history of transitions, merged. After a partition two masters may give one id to different transitions: both are kept. */
final class HistoryBook {

	private record Key(long transid, int node, NodeState from, NodeState to) {
		static Key of(Transition transition) {
			return new Key(transition.transid(), transition.node(), transition.from(), transition.to());
		}
	}

	private static final class Entry {
		private final Transition transition;
		private long time;
		private final SortedSet<Integer> seenBy = new TreeSet<>();

		Entry(Transition transition) {
			this.transition = transition;
			this.time = transition.time();
		}

		TransitionInfo info() {
			return new TransitionInfo(transition.transid(), time, transition.node(), transition.from().name(),
					transition.to().name(), transition.cause(), List.copyOf(seenBy));
		}
	}

	private final Map<Key, Entry> entries = new LinkedHashMap<>();

	/** Notes that a node has a transition in its history. Returns whether nobody had it before. */
	boolean record(int node, Transition transition) {
		Key key = Key.of(transition);
		boolean first = !entries.containsKey(key);
		Entry entry = entries.computeIfAbsent(key, k -> new Entry(transition));
		entry.time = Math.min(entry.time, transition.time());
		entry.seenBy.add(node);
		return first;
	}

	/** Forgets everything. */
	void clear() {
		entries.clear();
	}

	/** What is known of a recorded transition. */
	TransitionInfo find(Transition transition) {
		return entries.get(Key.of(transition)).info();
	}

	/** The merged history, or that of one node unless 0; oldest first. */
	List<TransitionInfo> transitions(int node) {
		List<TransitionInfo> found = new ArrayList<>();
		for (Entry entry : entries.values())
			if (node == 0 || entry.seenBy.contains(node))
				found.add(entry.info());
		found.sort(Comparator.comparingLong(TransitionInfo::transid).thenComparingLong(TransitionInfo::time));
		return found;
	}
}
