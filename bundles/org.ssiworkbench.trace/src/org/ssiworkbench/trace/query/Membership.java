package org.ssiworkbench.trace.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;

/** Merges what the nodes of a trace recorded of the membership: all transitions, by time, then id. */
public final class Membership extends Fold<MembershipChange> {
	private static final Comparator<MembershipChange> ORDER = Comparator.comparingLong(MembershipChange::time)
			.thenComparingLong(MembershipChange::transid);

	/** What makes two records the same transition. */
	private record Key(long transid, int node, String from, String to) {
		static Key of(TraceEvent event) {
			return new Key(event.integer("transid"), (int) event.integer("subject"), event.text("from"), event.text("to"));
		}
	}

	private final Map<Key, Thing<MembershipChange>> transitions = new HashMap<>();

	/** The membership of a trace that may grow. */
	public Membership(TraceIndex index) {
		super(index, ORDER, EventKind.CLMS_TRANSITION);
	}

	/** All transitions of a trace, by time, then id. */
	public static List<MembershipChange> of(TraceIndex index) {
		return new Membership(index).answer();
	}

	@Override
	void clear() {
		transitions.clear();
	}

	@Override
	void take(TraceEvent event) {
		Key key = Key.of(event);
		Thing<MembershipChange> known = transitions.get(key);
		if (known == null) {
			transitions.put(key, begin(seenBy(event.node(), of(event, key))));
			undo(() -> transitions.remove(key));
		} else
			change(known, seenBy(event.node(), known.value()));
	}

	private static MembershipChange of(TraceEvent event, Key key) {
		return new MembershipChange(event.time(), key.transid, key.node, key.from, key.to, event.text("reason"), List.of());
	}

	private static MembershipChange seenBy(int node, MembershipChange change) {
		if (node <= 0 || change.seenBy().contains(node))
			return change;
		return new MembershipChange(change.time(), change.transid(), change.node(), change.from(), change.to(), change.cause(),
				Stream.concat(change.seenBy().stream(), Stream.of(node)).sorted().toList());
	}
}
