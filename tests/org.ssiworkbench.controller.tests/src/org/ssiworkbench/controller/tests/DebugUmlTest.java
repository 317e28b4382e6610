package org.ssiworkbench.controller.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.controller.tests.DebuggedCluster.get;
import static org.ssiworkbench.controller.tests.DebuggedCluster.refusal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.protocol.ControllerService.ExecRequest;
import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.protocol.ControllerService.NodeRef;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;
import org.ssiworkbench.controller.protocol.DebugService.StepRequest;

/** Debugging real nodes by the protocol: the session of {@link DebugProtocolTest}, but for going back. */
class DebugUmlTest {
	private static final Map<String, String> JOIN = Map.of("service", "clms", "operation", "join", "from", "2", "form", "rpc");
	private static final long MOST_SKEW = 200_000_000;
	/** Several times as long as a node may be silent; a minute was tried too, with {@code -Dssi.test.stop=60}. */
	private static final int LONG_SECONDS = Integer.getInteger("ssi.test.stop", 12);

	private static DebuggedCluster start(Path folder, Integer... nodes) throws Exception {
		return new DebuggedCluster(new ControllerOptions(Example.THREE_NODES, ControllerOptions.UML, 7, folder.resolve("trace"),
				Example.freshName(), new TreeSet<>(List.of(nodes)), false, 0));
	}

	@Test
	void aWholeSession(@TempDir Path folder) throws Exception {
		try (DebuggedCluster cluster = start(folder, 1)) {
			cluster.status.await(TestClient.node(1, "UP"));
			get(cluster.service.exec(new ExecRequest(1, List.of("sleep", "1000"), false)));
			cluster.breakAt("join", "message", JOIN);
			get(cluster.service.add(new NodeList(List.of(2))));
			DebugState hit = cluster.awaitHit("join");
			assertEquals(1, hit.stop().node());
			assertEquals(List.of(1, 2), hit.suspended());
			assertTrue(hit.stop().skew() < MOST_SKEW, hit.toString());
			List<FrameInfo> frames = cluster.frames(1);
			assertEquals("clms.join rpc from node 2", frames.get(0).text());
			assertEquals(2, frames.get(1).node(), "the one who sent it: " + frames);
			assertEquals("1", cluster.value(1, "clms.master = 1 and clms.state(2) = COMINGUP"));

			assertEquals("1", cluster.value(1, "processes >= 1"));

			DebugState into = cluster.step("into", 1);
			assertEquals("step", into.stop().reason(), into.toString());
			assertEquals(2, into.stop().node());
			cluster.step("over", 2);
			assertTrue(refusal(cluster.service.step(new StepRequest("back", 2, 0, 0))).contains("--host simulator"));

			cluster.breakAt("down", "transition", Map.of("node", "2", "to", "KCLEANUP"));
			cluster.resume();
			cluster.status.await(TestClient.node(2, "UP"));
			get(cluster.service.crash(new NodeList(List.of(2))));
			DebugState down = cluster.awaitHit("down");
			assertEquals("1", cluster.value(1, "clms.state(2) != UP"));
			assertEquals(List.of(1), down.suspended());
		}
	}

	@Test
	void aLongStopIsNoReasonToDeclareAnybodyDown(@TempDir Path folder) throws Exception {
		try (DebuggedCluster cluster = start(folder, 1, 2, 3)) {
			cluster.status.await(TestClient::allUp);
			assertEquals(List.of(1, 2, 3), cluster.suspend().suspended());
			TimeUnit.SECONDS.sleep(LONG_SECONDS);
			cluster.resume();
			TimeUnit.SECONDS.sleep(LONG_SECONDS / 2);
			assertEquals(List.of(), down(cluster));
			assertEquals("running", get(cluster.service.state()).state());

			get(cluster.service.suspend(new NodeList(List.of(3))));
			assertEquals(List.of(3), cluster.awaitStop().suspended());
			cluster.status.await(TestClient.node(3, "DOWN"));
			TimeUnit.SECONDS.sleep(1); // transitions come with the trace, which is a moment behind
			assertEquals(List.of(3), down(cluster), "one that stands alone is found down");
		}
	}

	private static List<Integer> down(DebuggedCluster cluster) throws Exception {
		return get(cluster.service.history(new NodeRef(0))).stream().filter(transition -> transition.to().equals("KCLEANUP"))
				.map(TransitionInfo::node).toList();
	}
}
