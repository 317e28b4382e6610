package org.ssiworkbench.trace.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceEvents;
import org.ssiworkbench.trace.TraceReader;

/**
 * Checks what every sound trace keeps: no message is received before it is sent, and every message received has its send.
 * A send that a crashed node could not hand over any more is excused: it comes after the last sends that the trace has of
 * that life of the node, or it was received when that life's record had ended already.
 */
public final class TraceChecks {
	private static final Set<EventKind> KINDS = EnumSet.of(EventKind.ICS_SEND, EventKind.ICS_RECV);

	private final List<Violation> violations = new ArrayList<>();
	private final Map<Long, TraceEvent> unreceived = new HashMap<>();
	private final Map<Long, TraceEvent> unsent = new HashMap<>();
	private final SentRanges sentRanges;

	private TraceChecks(TraceReader trace) {
		sentRanges = new SentRanges(trace.lives());
	}

	/** The violations in a trace, by time; empty for a sound trace. */
	public static List<Violation> of(TraceReader trace) {
		TraceChecks checks = new TraceChecks(trace);
		TraceEvents events = trace.events(KINDS);
		while (events.hasNext()) {
			TraceEvent event = events.next();
			if (event.kind() == EventKind.ICS_SEND)
				checks.send(event);
			else
				checks.receive(event);
		}
		return checks.finish();
	}

	private void send(TraceEvent send) {
		long id = send.integer("msg");
		sentRanges.add(send.node(), id, send.time());
		TraceEvent receive = unsent.remove(id);
		if (receive == null)
			unreceived.put(id, send);
		else if (receive.time() < send.time())
			violations.add(new Violation(Violation.Rule.SEND_BEFORE_RECEIVE, receive,
					name(receive) + " was received at " + receive.time() + " ns, before it was sent at " + send.time() + " ns"));
	}

	private void receive(TraceEvent receive) {
		long id = receive.integer("msg");
		if (unreceived.remove(id) == null)
			unsent.put(id, receive);
	}

	private List<Violation> finish() {
		for (TraceEvent receive : unsent.values())
			if (sentRanges.mustHave((int) receive.integer("peer"), receive.integer("msg"), receive.time()))
				violations.add(new Violation(Violation.Rule.RECEIVE_HAS_SEND, receive,
						name(receive) + " was received at " + receive.time() + " ns, but its send is not in the trace"));
		violations.sort(Comparator.comparingLong((Violation violation) -> violation.event().time())
				.thenComparingLong(violation -> violation.event().integer("msg")));
		return violations;
	}

	private static String name(TraceEvent receive) {
		long id = receive.integer("msg");
		return "message " + id + " (" + receive.text("service") + ' ' + receive.text("operation") + ", made by node "
				+ Ids.node(id) + ") from node " + receive.integer("peer") + " to node " + receive.node();
	}
}
