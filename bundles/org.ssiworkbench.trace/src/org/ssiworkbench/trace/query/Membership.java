package org.ssiworkbench.trace.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;

/** Merges what the nodes of a trace recorded of the membership. */
public final class Membership implements GrowingQuery<MembershipChange> {

	/** What makes two records the same transition. */
	private record Key(long transid, int node, String from, String to) {
		static Key of(TraceEvent event) {
			return new Key(event.integer("transid"), (int) event.integer("subject"), event.text("from"), event.text("to"));
		}
	}

	private record Seen(TraceEvent first, SortedSet<Integer> nodes) {
		MembershipChange change() {
			Key key = Key.of(first);
			return new MembershipChange(first.time(), key.transid, key.node, key.from, key.to, first.text("reason"), List.copyOf(nodes));
		}
	}

	private final Events events;

	/** The membership of a trace that may grow. */
	public Membership(TraceIndex index) {
		events = new Events(index, EventKind.CLMS_TRANSITION);
	}

	/** All transitions of a trace, by time, then id. */
	public static List<MembershipChange> of(TraceIndex index) {
		return new Membership(index).answer();
	}

	/** All transitions by now, by time, then id. */
	@Override
	public synchronized List<MembershipChange> answer() {
		Map<Key, Seen> transitions = new LinkedHashMap<>();
		events.update().forEach(event -> {
			Seen seen = transitions.computeIfAbsent(Key.of(event), key -> new Seen(event, new TreeSet<>()));
			if (event.node() > 0)
				seen.nodes.add(event.node());
		});
		List<MembershipChange> changes = new ArrayList<>(transitions.values().stream().map(Seen::change).toList());
		changes.sort(Comparator.comparingLong(MembershipChange::time).thenComparingLong(MembershipChange::transid));
		return changes;
	}
}
