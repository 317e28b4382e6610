package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;
import org.ssiworkbench.trace.breakpoint.BreakpointText;
import org.ssiworkbench.trace.breakpoint.Breakpoints;

class BreakpointsTest {
	private static Breakpoint breakpoint(Type type, Map<String, String> fields, int hits) {
		return new Breakpoint("b", type, fields, "", hits, Suspend.CLUSTER);
	}

	private static TraceEvent message(EventKind kind, int node, long peer, String operation) {
		return new TraceEvent(5, node, kind, 0, List.of(1L, peer, 4L, "rpc", "clms", operation, 0L, 4L, 10L, 0L));
	}

	private static TraceEvent transition(int node, long time, long transid, String to) {
		return new TraceEvent(time, node, EventKind.CLMS_TRANSITION, 0, List.of(transid, 3L, "UP", to, "imalive timeout"));
	}

	private static int hits(Breakpoint breakpoint, TraceEvent... events) {
		Breakpoints set = new Breakpoints();
		set.set(List.of(breakpoint));
		int hits = 0;
		for (TraceEvent event : events) {
			set.event(event);
			hits += set.takeHits((b, node) -> true).size();
		}
		return hits;
	}

	@Test
	void aMessageIsMatchedAtTheEndThatIsAskedFor() {
		TraceEvent sent = message(EventKind.ICS_SEND, 2, 1, "join");
		TraceEvent received = message(EventKind.ICS_RECV, 1, 2, "join");
		Map<String, String> join = Map.of("service", "clms", "operation", "join", "from", "2", "to", "1");
		assertEquals(1, hits(breakpoint(Type.MESSAGE, join, 0), sent, received));
		assertEquals(1, hits(breakpoint(Type.MESSAGE, Map.of("direction", "send", "from", "2"), 0), sent, received));
		assertEquals(0, hits(breakpoint(Type.MESSAGE, Map.of("from", "1"), 0), sent, received));
		assertEquals(0, hits(breakpoint(Type.MESSAGE, Map.of("operation", "leave"), 0), sent, received));
	}

	@Test
	void aTransitionIsHitOnceAlsoWhenItHappensAgain() {
		TraceEvent master = transition(1, 100, 7, "KCLEANUP");
		TraceEvent member = transition(2, 120, 7, "KCLEANUP");
		assertEquals(2, hits(breakpoint(Type.NODE_DOWN, Map.of("node", "3"), 0), master, member, master, member));
		assertEquals(0, hits(breakpoint(Type.TRANSITION, Map.of("to", "DOWN"), 0), master, member));
	}

	@Test
	void aCountLetsTheFirstHitsPass() {
		TraceEvent event = message(EventKind.ICS_RECV, 1, 2, "join");
		assertEquals(2, hits(breakpoint(Type.MESSAGE, Map.of(), 3), event, event, event, event));
	}

	@Test
	void migrationsAreMatchedByPhaseAndEnds() {
		TraceEvent done = new TraceEvent(5, 1, EventKind.MIGRATE_DONE, 0, List.of(32769L, 2L, 1000L, 500L));
		assertEquals(1, hits(breakpoint(Type.MIGRATION, Map.of("from", "1", "to", "2", "phase", "done"), 0), done));
		assertEquals(0, hits(breakpoint(Type.MIGRATION, Map.of("from", "2"), 0), done));
		assertEquals(0, hits(breakpoint(Type.MIGRATION, Map.of("pid", "5"), 0), done));
	}

	@Test
	void aFilterLooksAtTheEventItself() {
		TraceEvent event = message(EventKind.ICS_RECV, 1, 2, "join");
		assertEquals(1, hits(filtered("channel = 4 and inline > 5"), event));
		assertEquals(0, hits(filtered("inline > 10"), event));
	}

	private static Breakpoint filtered(String filter) {
		return new Breakpoint("b", Type.MESSAGE, Map.of(), "", 0, Suspend.CLUSTER, filter);
	}

	@Test
	void itsTextGivesItBack() {
		List<Breakpoint> all = List.of(filtered("inline > 10"),
				new Breakpoint("c", Type.TRANSITION, Map.of("node", "3", "to", "DOWN"), "clms.up = 2", 4, Suspend.NODE));
		assertEquals(all, BreakpointText.decode(BreakpointText.encode(all)));
		assertThrows(IllegalArgumentException.class, () -> BreakpointText.decode("nonsense"));
	}

	@Test
	void whatCannotBeIsRefused() {
		assertTrue(assertThrows(IllegalArgumentException.class, () -> filtered("inline >")).getMessage().contains("cannot be understood"));
		assertTrue(refusal(Type.MESSAGE, Map.of("node", "1")).contains("has no field node"));
		assertTrue(refusal(Type.TRANSITION, Map.of("node", "three")).contains("'three' is not a number"));
	}

	private static String refusal(Type type, Map<String, String> fields) {
		return assertThrows(IllegalArgumentException.class, () -> breakpoint(type, fields, 0)).getMessage();
	}
}
