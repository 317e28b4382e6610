package org.ssiworkbench.simulator.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.campaign.Campaign;
import org.ssiworkbench.simulator.campaign.Invariants;
import org.ssiworkbench.simulator.campaign.Violation;
import org.ssiworkbench.trace.EventKind;

/** Histories that are wrong, made by hand: the checker must say so, each time for the right reason. */
class InvariantsTest {
	private final Invariants invariants = new Invariants(Campaign.MEMBERSHIP, 4711);

	private void transition(int node, long id, long subject, String from, String to) {
		invariants.event(node, id, EventKind.CLMS_TRANSITION, 0, id, subject, from, to, "test");
	}

	private void view(int node, long id, String members) {
		invariants.event(node, id, EventKind.CLMS_VIEW, 0, id, 1L, members);
	}

	private void message(EventKind kind, int node, long time, long id, long inline) {
		invariants.event(node, time, kind, 0, id, 2L, 0L, "rpc", "test", "echo", 0L, 0L, inline, 0L);
	}

	private void assertFound(String part) {
		List<Violation> found = invariants.violations();
		assertEquals(1, found.size(), found.toString());
		assertTrue(found.get(0).text().contains(part), found.get(0).text());
		assertEquals("./ssi bench faults --seeds 1 --from 4711", found.get(0).replay());
	}

	@Test
	void aGoodHistoryIsGood() {
		view(1, 1, "1=COMINGUP 2=NEVERUP");
		transition(1, 2, 1, "COMINGUP", "UP");
		view(1, 2, "1=UP 2=NEVERUP");
		view(2, 2, "1=UP 2=NEVERUP");
		message(EventKind.ICS_SEND, 1, 5, 77, 300);
		message(EventKind.ICS_RECV, 2, 6, 77, 300);
		assertEquals(List.of(), invariants.violations());
	}

	@Test
	void twoViewsOfOneTransition() {
		view(1, 5, "1=UP 2=UP");
		view(2, 5, "1=UP 2=DOWN");
		assertFound("the view at transition 5");
	}

	@Test
	void twoTransitionsOfOneId() {
		transition(1, 5, 3, "UP", "KCLEANUP");
		transition(2, 5, 3, "UP", "SHUTDOWN");
		assertFound("elsewhere");
	}

	@Test
	void anIllegalTransition() {
		transition(1, 5, 3, "UP", "DOWN");
		assertFound("not legal");
	}

	@Test
	void aRejoinBeforeTheCleanupIsOver() {
		view(1, 1, "1=UP 3=KCLEANUP");
		transition(1, 2, 3, "DOWN", "COMINGUP");
		assertFound("but it was KCLEANUP");
	}

	@Test
	void idsThatGoBack() {
		transition(1, 5, 3, "NEVERUP", "COMINGUP");
		transition(1, 4, 3, "COMINGUP", "UP");
		assertFound("came after 5");
	}

	@Test
	void anRpcThatSucceedsAfterKcleanup() {
		view(1, 1, "1=UP 2=KCLEANUP");
		invariants.event(1, 2, EventKind.ICS_RPC_DONE, 0, 9L, 2L, "test", "echo", "OK", 5L);
		assertFound("succeeded while it was KCLEANUP");
	}

	@Test
	void aThrottledPriorityChannel() {
		invariants.event(1, 2, EventKind.ICS_THROTTLE, 0, 2L, 3L, 5L, 1L);
		assertFound("channel 3 was throttled");
	}

	@Test
	void aReceiveWithoutASend() {
		message(EventKind.ICS_RECV, 2, 6, 77, 0);
		assertFound("received before it was sent");
	}

	@Test
	void anIdGivenTwice() {
		message(EventKind.ICS_SEND, 1, 5, 77, 0);
		message(EventKind.ICS_SEND, 1, 6, 77, 0);
		assertFound("given twice");
	}

	@Test
	void tooMuchInlineData() {
		message(EventKind.ICS_SEND, 1, 5, 77, 301);
		assertFound("301 bytes");
	}

	@Test
	void aTakeOverThatLosesATransition() {
		invariants.event(1, 5, EventKind.LOG, 0, "error", "halt: the new master does not know transition 7");
		assertFound("lost a transition");
	}

	/** A real run in which one node's transitions are falsified on their way to the checker. */
	@Test
	void aLyingNodeIsFound() {
		Simulation simulation = new Simulation(Recording.config(3, LinkConfig.FAST, 3), (node, time, kind, cause, values) -> {
			Object[] seen = values.clone();
			if (node == 2 && kind == EventKind.CLMS_VIEW)
				seen[2] = ((String) seen[2]).replace("3=UP", "3=DOWN");
			invariants.event(node, time, kind, cause, seen);
		});
		for (int node = 1; node <= 3; node++)
			simulation.boot(node);
		simulation.runFor(Recording.SECOND);
		assertFalse(invariants.violations().isEmpty());
	}
}
