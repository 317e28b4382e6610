package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.node.tests.TestCluster.MILLI;
import static org.ssiworkbench.node.tests.TestCluster.PERIOD;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.clms.Subsystem;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Machine;
import org.ssiworkbench.simulator.NodeProgram;

class TakeoverTest {
	@Test
	void theLowestInitNodeThatIsUpFollows() {
		TestCluster cluster = new TestCluster(5, 1, 3, 4).up();
		List<Transition> before = cluster.simulation.history(1);
		cluster.simulation.crash(1);
		cluster.simulation.runFor(2 * PERIOD);
		assertEquals(3, cluster.master(5));
		assertEquals(3, cluster.master(4));
		assertEquals(before, cluster.simulation.history(5).subList(0, before.size()), "no transition is lost");
		assertEquals(NodeState.DOWN, cluster.state(5, 1));
	}

	@Test
	void aTransitionThatOnlyOneSurvivorKnowsIsKept() {
		// Node 4 alone is told of node 5's join before the master dies: the others' links from the master are slow.
		TestCluster cluster = new TestCluster(5, 1, 2);
		for (int node = 1; node <= 4; node++)
			cluster.simulation.boot(node);
		cluster.simulation.runFor(100 * MILLI);
		cluster.simulation.link(1, 2, new LinkConfig(300 * MILLI, 0, 0, 0));
		cluster.simulation.link(1, 3, new LinkConfig(300 * MILLI, 0, 0, 0));
		cluster.simulation.boot(5);
		cluster.simulation.runFor(50 * MILLI);
		cluster.simulation.crash(1);
		cluster.simulation.partition(Set.of(1));
		long known = cluster.simulation.status(4).view().transid();
		assertTrue(known > cluster.simulation.status(2).view().transid());
		cluster.simulation.runFor(3 * PERIOD);
		for (int node = 2; node <= 5; node++)
			assertTrue(cluster.simulation.history(node).stream().anyMatch(transition -> transition.transid() == known));
		assertEquals(cluster.simulation.history(2), cluster.simulation.history(4));
		assertEquals(NodeState.UP, cluster.state(2, 5));
	}

	@Test
	void aCleanupUnderWayIsFinishedByTheNewMaster() {
		// Node 1 as master never ends its part of the nodedown processing, so node 4 stays in KCLEANUP.
		NodeProgram program = (number, node) -> node.clms().register(new Subsystem() {
			@Override
			public void nodeUp(int other, Runnable done) {
				done.run();
			}

			@Override
			public void nodeDown(int other, Runnable done) {
				if (number != 1)
					done.run();
			}
		});
		TestCluster cluster = new TestCluster(LinkConfig.FAST, false, program, 4, 1, 2).up();
		cluster.simulation.crash(4);
		cluster.simulation.runFor(2 * PERIOD);
		assertEquals(NodeState.KCLEANUP, cluster.state(3, 4));
		cluster.simulation.crash(1);
		cluster.simulation.runFor(2 * PERIOD);
		assertEquals(NodeState.DOWN, cluster.state(3, 4));
		assertEquals(NodeState.DOWN, cluster.state(3, 1));
	}

	@Test
	void aStoppedMasterEndsWhenItFindsItselfReplaced() {
		TestCluster cluster = new TestCluster(4, 1, 2).up();
		cluster.simulation.pause(1);
		cluster.simulation.runFor(2 * PERIOD);
		assertEquals(2, cluster.master(3));
		cluster.simulation.resume(1);
		cluster.simulation.runFor(PERIOD);
		assertEquals(Machine.HALTED, cluster.simulation.status(1).machine());
		assertEquals(2, cluster.master(4));
		assertEquals(NodeState.UP, cluster.state(2, 4));
	}

	@Test
	void masterAndNextInLineCrashTogether() {
		TestCluster cluster = new TestCluster(5, 1, 2, 3).up();
		cluster.simulation.crash(1);
		cluster.simulation.crash(2);
		cluster.simulation.runFor(4 * PERIOD);
		assertEquals(3, cluster.master(5));
		assertEquals(NodeState.DOWN, cluster.state(5, 1));
		assertEquals(NodeState.DOWN, cluster.state(5, 2));
	}
}
