package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.ssiworkbench.node.tests.TestCluster.MILLI;
import static org.ssiworkbench.node.tests.TestCluster.PERIOD;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.clms.Subsystem;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.NodeProgram;

class SubsystemTest {
	private final List<String> calls = new ArrayList<>();
	private final List<Runnable> waiting = new ArrayList<>();

	/** Notes what it is asked; the one named "slow" on node 2 ends its nodedown routine only when told to. */
	private Subsystem subsystem(int number, String name) {
		return new Subsystem() {
			@Override
			public void nodeUp(int node, Runnable done) {
				calls.add(number + " " + name + " up " + node);
				done.run();
			}

			@Override
			public void nodeDown(int node, Runnable done) {
				calls.add(number + " " + name + " down " + node);
				if (number == 2 && name.equals("slow"))
					waiting.add(done);
				else
					done.run();
			}
		};
	}

	@Test
	void nodedownRunsInOrderOnEverySurvivorBeforeUcleanup() {
		NodeProgram program = (number, node) -> {
			node.clms().register(subsystem(number, "slow"));
			node.clms().register(subsystem(number, "last"));
		};
		TestCluster cluster = new TestCluster(LinkConfig.FAST, false, program, 3, 1, 2).up();
		calls.clear();
		cluster.simulation.crash(3);
		cluster.simulation.runFor(2 * PERIOD);
		assertEquals(NodeState.KCLEANUP, cluster.state(1, 3), "node 2 has not acknowledged");
		assertEquals(List.of("1 slow down 3", "1 last down 3", "2 slow down 3"), calls);
		cluster.simulation.node(2).run(waiting.get(0));
		cluster.simulation.runFor(50 * MILLI);
		assertEquals("2 last down 3", calls.get(3));
		assertEquals(NodeState.DOWN, cluster.state(1, 3));
	}

	@Test
	void theNewNodeIsToldOfAllAndAllAreToldOfIt() {
		NodeProgram program = (number, node) -> node.clms().register(subsystem(number, "only"));
		TestCluster cluster = new TestCluster(LinkConfig.FAST, false, program, 3, 1);
		cluster.simulation.boot(1);
		cluster.simulation.boot(2);
		cluster.simulation.runFor(100 * MILLI);
		calls.clear();
		cluster.simulation.boot(3);
		cluster.simulation.runFor(100 * MILLI);
		for (String call : new String[] { "1 only up 3", "2 only up 3", "3 only up 1", "3 only up 2", "3 only up 3" })
			assertEquals(1, calls.stream().filter(call::equals).count(), call);
		assertEquals(5, calls.size());
	}

	@Test
	void onlyFifteenFit() {
		NodeProgram program = (number, node) -> {
			for (int i = 0; i < 16; i++)
				node.clms().register(subsystem(number, "s" + i));
		};
		TestCluster cluster = new TestCluster(LinkConfig.FAST, false, program, 1, 1);
		assertThrows(IllegalStateException.class, () -> cluster.simulation.boot(1));
	}
}
