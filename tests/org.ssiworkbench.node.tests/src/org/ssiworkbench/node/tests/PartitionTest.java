package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.node.tests.TestCluster.PERIOD;

import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Machine;
import org.ssiworkbench.simulator.NodeProgram;

class PartitionTest {
	@Test
	void withoutQuorumBothSidesGoOnUntilTheyMeet() {
		TestCluster cluster = new TestCluster(4, 1, 2).up();
		cluster.simulation.partition(Set.of(1, 3));
		cluster.simulation.runFor(3 * PERIOD);
		assertEquals(1, cluster.master(3));
		assertEquals(2, cluster.master(4));
		assertEquals(NodeState.DOWN, cluster.state(1, 4));
		assertEquals(NodeState.DOWN, cluster.state(2, 3));
		cluster.simulation.heal();
		cluster.simulation.runFor(2 * PERIOD);
		assertEquals(Set.of(1, 3), cluster.simulation.running(), "the higher-numbered master's side ends");
		assertTrue(cluster.simulation.status(2).haltReason().contains("two masters"), cluster.simulation.status(2).haltReason());
		cluster.simulation.boot(2);
		cluster.simulation.boot(4);
		cluster.simulation.runFor(PERIOD);
		cluster.assertAllUp(4);
	}

	@Test
	void twoMastersNeverGiveTheSameTransitionId() {
		TestCluster cluster = new TestCluster(4, 1, 2).up();
		Set<Transition> common = Set.copyOf(cluster.simulation.history(1));
		cluster.simulation.partition(Set.of(1, 3));
		cluster.simulation.runFor(3 * PERIOD);
		Set<Long> ids = new TreeSet<>();
		for (int master = 1; master <= 2; master++)
			for (Transition transition : cluster.simulation.history(master))
				if (!common.contains(transition))
					assertTrue(ids.add(transition.transid()), "id " + transition.transid() + " was given twice");
	}

	@Test
	void withQuorumTheSmallerSideEnds() {
		TestCluster cluster = new TestCluster(LinkConfig.FAST, true, NodeProgram.NONE, 5, 1, 2, 3).up();
		cluster.simulation.partition(Set.of(1, 4));
		cluster.simulation.runFor(3 * PERIOD);
		assertEquals(Machine.HALTED, cluster.simulation.status(1).machine());
		assertEquals("quorum lost", cluster.simulation.status(1).haltReason());
		assertEquals(2, cluster.master(5));
		assertEquals(NodeState.DOWN, cluster.state(5, 1));
		assertEquals(NodeState.DOWN, cluster.state(5, 4));
	}

	@Test
	void withQuorumAMinorityFormsNoCluster() {
		TestCluster cluster = new TestCluster(LinkConfig.FAST, true, NodeProgram.NONE, 3, 1, 2, 3);
		cluster.simulation.boot(1);
		cluster.simulation.runFor(3 * PERIOD);
		assertEquals(0, cluster.master(1));
		cluster.simulation.boot(3);
		cluster.simulation.runFor(PERIOD);
		assertEquals(1, cluster.master(3));
	}

	@Test
	void aShortCutHarmsNobody() {
		TestCluster cluster = new TestCluster(4, 1, 2).up();
		cluster.simulation.partition(Set.of(1, 3));
		cluster.simulation.runFor(PERIOD * 9 / 10);
		cluster.simulation.heal();
		cluster.simulation.runFor(2 * PERIOD);
		cluster.assertAllUp(4);
	}
}
