package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ssiworkbench.node.tests.TestCluster.MILLI;
import static org.ssiworkbench.node.tests.TestCluster.PERIOD;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.simulator.Machine;

class LeaveTest {
	private static final List<NodeState> LEFT = List.of(NodeState.COMINGUP, NodeState.UP, NodeState.SHUTDOWN, NodeState.GOINGDOWN,
			NodeState.KCLEANUP, NodeState.UCLEANUP, NodeState.DOWN);

	@Test
	void aNodeLeavesStepByStep() {
		TestCluster cluster = new TestCluster(3, 1, 2).up();
		cluster.simulation.shutdown(3);
		cluster.simulation.runFor(50 * MILLI);
		assertEquals(LEFT, cluster.path(2, 3));
		assertEquals("left", cluster.transition(2, 3, NodeState.KCLEANUP).cause());
		assertEquals(Machine.HALTED, cluster.simulation.status(3).machine());
	}

	@Test
	void theMasterHandsOverAndLeaves() {
		TestCluster cluster = new TestCluster(3, 1, 2).up();
		cluster.simulation.shutdown(1);
		cluster.simulation.runFor(50 * MILLI);
		assertEquals(LEFT, cluster.path(3, 1));
		assertEquals(2, cluster.master(3));
		assertEquals(Machine.HALTED, cluster.simulation.status(1).machine());
		cluster.simulation.boot(1);
		cluster.simulation.runFor(50 * MILLI);
		cluster.assertAllUp(1);
	}

	@Test
	void aWholeClusterGoesDownAtOnce() {
		TestCluster cluster = new TestCluster(5, 1, 2).up();
		for (int node = 1; node <= 5; node++)
			cluster.simulation.shutdown(node);
		cluster.simulation.runFor(PERIOD);
		for (int node = 1; node <= 5; node++)
			assertEquals(Machine.HALTED, cluster.simulation.status(node).machine(), cluster.simulation.status(node).toString());
	}

	@Test
	void withTheLastInitNodeTheClusterEnds() {
		TestCluster cluster = new TestCluster(3, 1).up();
		cluster.simulation.shutdown(1);
		cluster.simulation.runFor(PERIOD);
		assertEquals("the last init node left the cluster (told by node 1)", cluster.simulation.status(3).haltReason());
	}

	@Test
	void aLeaveSurvivesTheMastersCrash() {
		TestCluster cluster = new TestCluster(3, 1, 2).up();
		cluster.simulation.crash(1);
		cluster.simulation.shutdown(3);
		cluster.simulation.runFor(3 * PERIOD);
		assertEquals(LEFT, cluster.path(2, 3));
	}
}
