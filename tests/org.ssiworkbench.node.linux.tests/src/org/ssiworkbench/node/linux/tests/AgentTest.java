package org.ssiworkbench.node.linux.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.control.ControlFrame.Type;

/** The SSI node on real kernels. */
@Timeout(60)
class AgentTest {

	@Test
	void threeNodesComeUpAndNoticeACrash() throws Exception {
		try (RealCluster cluster = new RealCluster(3)) {
			cluster.awaitAllUp();
			cluster.node(3).machine.kill();
			cluster.await(1, NodeState.DOWN, 3);
			cluster.await(2, NodeState.DOWN, 3);
		}
	}

	@Test
	void aNodeLeavesGracefullySaysSoAndEnds() throws Exception {
		try (RealCluster cluster = new RealCluster(2)) {
			cluster.await(2, NodeState.UP, 1, 2);
			cluster.node(2).send(Type.SHUTDOWN, new byte[0]);
			String reason = new String(cluster.node(2).await(Type.HALTED, payload -> true).payload(), StandardCharsets.UTF_8);
			assertTrue(reason.startsWith("left the cluster"), reason);
			assertEquals(0, cluster.node(2).machine.onExit().get(10, TimeUnit.SECONDS));
			cluster.await(1, NodeState.DOWN, 2);
		}
	}

	@Test
	void agentsGoOnFromTheirImage() throws Exception {
		try (RealCluster cluster = new RealCluster(1)) {
			assertEquals(0, lookForThawedAgent(cluster.node(1)));
		}
	}

	@Test
	void anAgentWithoutAnImageIsStarted() throws Exception {
		try (RealCluster cluster = new RealCluster(1, false)) {
			cluster.await(1, NodeState.UP, 1);
			assertEquals(1, lookForThawedAgent(cluster.node(1)));
		}
	}

	/** Thawed agents have ids that no process of a node has. */
	private static int lookForThawedAgent(RealNode node) throws Exception {
		node.exec(1, false, "sh", "-c", "cat /proc/1[0-9][0-9][0-9]/comm 2>/dev/null | grep -q java");
		return node.status(1);
	}

	@Test
	void tracePacketsCome() throws Exception {
		try (RealCluster cluster = new RealCluster(1)) {
			cluster.await(1, NodeState.UP, 1);
			assertTrue(cluster.node(1).await(Type.TRACE, payload -> true).payload().length > 0);
		}
	}
}
