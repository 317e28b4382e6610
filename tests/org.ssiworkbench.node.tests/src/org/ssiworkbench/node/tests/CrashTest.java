package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.node.tests.TestCluster.MILLI;
import static org.ssiworkbench.node.tests.TestCluster.PERIOD;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.simulator.Machine;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;
import org.ssiworkbench.trace.TraceEvent;

class CrashTest {
	private static final List<NodeState> UP_TO_DOWN = List.of(NodeState.COMINGUP, NodeState.UP, NodeState.KCLEANUP,
			NodeState.UCLEANUP, NodeState.DOWN);

	@Test
	void aCrashIsFoundBetweenOneAndOneAndAHalfPeriodsLater() {
		for (long phase = 0; phase < PERIOD; phase += 97 * MILLI)
			assertFound(3, 1, phase);
	}

	@Test
	void soIsTheCrashOfTheMaster() {
		for (long phase = 0; phase < PERIOD; phase += 97 * MILLI)
			assertFound(1, 2, phase);
	}

	private static void assertFound(int crashed, int survivor, long phase) {
		TestCluster cluster = new TestCluster(3, 1, 2).up();
		cluster.simulation.runFor(phase);
		long crash = cluster.simulation.now();
		cluster.simulation.crash(crashed);
		cluster.simulation.runFor(2 * PERIOD);
		assertEquals(UP_TO_DOWN, cluster.path(survivor, crashed));
		long found = cluster.transition(survivor, crashed, NodeState.KCLEANUP).time() - crash;
		assertTrue(found >= PERIOD && found <= PERIOD * 3 / 2, "found " + found / MILLI + " ms after the crash");
	}

	@Test
	void survivorsKnowTheSameTransitions() {
		TestCluster cluster = new TestCluster(5, 1, 2).up();
		cluster.simulation.crash(3);
		cluster.simulation.runFor(2 * PERIOD);
		for (int node : new int[] { 2, 4, 5 })
			assertEquals(cluster.simulation.history(1), cluster.simulation.history(node));
		cluster.simulation.boot(3);
		cluster.simulation.runFor(PERIOD / 10);
		cluster.assertAllUp(3);
	}

	@Test
	void everyTransitionNamesWhatCausedIt() {
		TestCluster cluster = new TestCluster(3, 1, 2).up();
		cluster.simulation.crash(3);
		cluster.simulation.runFor(2 * PERIOD);
		TraceEvent atMaster = kcleanup(cluster, 1);
		TraceEvent atMember = kcleanup(cluster, 2);
		assertTrue(Ids.isTimer(atMaster.cause()), "the master's monitor is a timer");
		assertEquals(1, Ids.node(atMember.cause()), "the member was told by the master");
		assertTrue(cluster.events(EventKind.ICS_SEND, 1).stream().anyMatch(sent -> sent.integer("msg") == atMember.cause()));
	}

	private static TraceEvent kcleanup(TestCluster cluster, int node) {
		return cluster.events(EventKind.CLMS_TRANSITION, node).stream().filter(event -> event.text("to").equals("KCLEANUP"))
				.findFirst().orElseThrow();
	}

	@Test
	void missedBeatsAreTraced() {
		TestCluster cluster = new TestCluster(3, 1, 2).up();
		cluster.simulation.crash(3);
		cluster.simulation.runFor(2 * PERIOD);
		List<Long> missed = cluster.events(EventKind.IMALIVE_MISSED, 1).stream().map(event -> event.integer("missed")).toList();
		assertTrue(missed.size() >= 3 && missed.get(0) == 1, missed.toString());
	}

	@Test
	void aBrokenConnectionAloneIsNoCrash() {
		TestCluster cluster = new TestCluster(3, 1, 2).up();
		for (int channel = 0; channel < 7; channel++)
			cluster.simulation.reset(1, 3, channel);
		cluster.simulation.runFor(3 * PERIOD);
		cluster.assertAllUp(1);
		assertTrue(cluster.events(EventKind.LOG, 1).stream().anyMatch(event -> event.text("text").contains("broke")));
	}

	@Test
	void aNodeThatWasStoppedForTooLongEndsWhenItGoesOn() {
		TestCluster cluster = new TestCluster(3, 1, 2).up();
		cluster.simulation.pause(3);
		cluster.simulation.runFor(3 * PERIOD);
		assertEquals(NodeState.DOWN, cluster.state(1, 3));
		cluster.simulation.resume(3);
		cluster.simulation.runFor(PERIOD);
		assertEquals(Machine.HALTED, cluster.simulation.status(3).machine());
		assertEquals(NodeState.DOWN, cluster.state(1, 3));
	}

	@Test
	void aStopOfTheWholeWorldHarmsNobody() {
		TestCluster cluster = new TestCluster(4, 1, 2).up();
		for (int node = 1; node <= 4; node++)
			cluster.simulation.pause(node);
		cluster.simulation.runFor(20 * PERIOD);
		for (int node = 1; node <= 4; node++)
			cluster.simulation.resume(node);
		cluster.simulation.runFor(3 * PERIOD);
		cluster.assertAllUp(1);
		assertEquals(cluster.simulation.history(1), cluster.simulation.history(4));
	}
}
