package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.node.tests.TestCluster.MILLI;
import static org.ssiworkbench.node.tests.TestCluster.PERIOD;
import static org.ssiworkbench.node.tests.TestCluster.SECOND;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Machine;
import org.ssiworkbench.simulator.NodeProgram;
import org.ssiworkbench.trace.EventKind;

class JoinTest {
	@Test
	void threeNodesAreUpWithinMilliseconds() {
		TestCluster cluster = new TestCluster(3, 1, 2).bootAll();
		cluster.simulation.runFor(20 * MILLI);
		for (int node = 1; node <= 3; node++)
			cluster.assertAllUp(node);
		assertEquals(cluster.simulation.history(1), cluster.simulation.history(3));
		assertEquals(List.of(NodeState.COMINGUP, NodeState.UP), cluster.path(2, 3));
	}

	@Test
	void initNodesThatStartAtOnceFormOneCluster() {
		for (long latency = 0; latency < 60 * MILLI; latency += 7 * MILLI)
			for (long late = 0; late < 900 * MILLI; late += 150 * MILLI) {
				TestCluster cluster = new TestCluster(new LinkConfig(latency, MILLI, 5, 0), false, NodeProgram.NONE, 4, 2, 3, 4);
				cluster.simulation.boot(3);
				cluster.simulation.schedule(late, () -> cluster.simulation.boot(2));
				cluster.simulation.schedule(late / 2, () -> cluster.simulation.boot(4));
				cluster.simulation.boot(1);
				cluster.simulation.runFor(5 * SECOND);
				cluster.assertAllUp(1);
				assertEquals(1, cluster.events.stream().filter(
						event -> event.kind() == EventKind.CLMS_TRANSITION && event.text("reason").equals("cluster formed")).count());
			}
	}

	@Test
	void aLoneInitNodeFormsTheClusterAfterAShortSearch() {
		TestCluster cluster = new TestCluster(3, 1, 2);
		cluster.simulation.boot(2);
		cluster.simulation.runFor(SECOND);
		assertEquals(NodeState.UP, cluster.state(2, 2));
		assertEquals(NodeState.NEVERUP, cluster.state(2, 1));
		cluster.simulation.boot(1);
		cluster.simulation.runFor(SECOND);
		assertEquals(2, cluster.master(1), "who formed the cluster stays master");
	}

	@Test
	void otherNodesWaitForAnInitNode() {
		TestCluster cluster = new TestCluster(3, 1);
		cluster.simulation.boot(3);
		cluster.simulation.runFor(10 * SECOND);
		assertEquals(NodeState.NEVERUP, cluster.state(3, 3));
		assertEquals(0, cluster.master(3));
		cluster.simulation.boot(1);
		cluster.simulation.runFor(200 * MILLI);
		assertEquals(NodeState.UP, cluster.state(3, 3));
	}

	@Test
	void aRebootedNodeWaitsUntilItsLastLifeIsCleanedUp() {
		TestCluster cluster = new TestCluster(3, 1, 2).up();
		cluster.simulation.crash(3);
		cluster.simulation.boot(3);
		cluster.simulation.runFor(PERIOD / 2);
		assertEquals(NodeState.UP, cluster.state(1, 3), "the old life has not timed out");
		cluster.simulation.runFor(2 * PERIOD);
		assertEquals(List.of(NodeState.COMINGUP, NodeState.UP, NodeState.KCLEANUP, NodeState.UCLEANUP, NodeState.DOWN,
				NodeState.COMINGUP, NodeState.UP), cluster.path(1, 3));
	}

	@Test
	void aStaleIncarnationIsRefused() {
		TestCluster cluster = new TestCluster(3, 1, 2).up();
		cluster.simulation.crash(3);
		cluster.simulation.runFor(2 * PERIOD);
		cluster.simulation.boot(3, 1);
		cluster.simulation.runFor(PERIOD);
		assertEquals(Machine.HALTED, cluster.simulation.status(3).machine());
		assertTrue(cluster.simulation.status(3).haltReason().contains("stale"), cluster.simulation.status(3).haltReason());
		assertEquals(NodeState.DOWN, cluster.state(1, 3));
	}

	@Test
	void aHundredNodesJoin() {
		TestCluster cluster = new TestCluster(100, 1, 2).bootAll();
		cluster.simulation.runFor(SECOND);
		cluster.assertAllUp(1);
		cluster.assertAllUp(100);
	}
}
