package org.ssiworkbench.controller.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.controller.tests.DebuggedCluster.get;
import static org.ssiworkbench.controller.tests.DebuggedCluster.refusal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.protocol.ControllerService.NodeRef;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;
import org.ssiworkbench.controller.protocol.DebugClient.Logged;
import org.ssiworkbench.controller.protocol.DebugService.BreakpointInfo;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;
import org.ssiworkbench.controller.protocol.DebugService.StepRequest;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceWriter;

/** Debugging a recorded cluster, whose node 3 crashed, by the protocol alone. */
class DebugReplayTest {
	private static final Map<String, String> JOIN = Map.of("service", "clms", "operation", "join", "from", "2", "form", "rpc");
	private static final Map<String, String> LOST = Map.of("node", "3", "to", "KCLEANUP");

	@TempDir
	private static Path folder;
	private static Path trace;
	private DebuggedCluster cluster;

	@BeforeAll
	static void record() throws Exception {
		trace = folder.resolve("trace");
		Path model = folder.resolve("crash.ssicluster");
		Files.writeString(model, Files.readString(Example.THREE_NODES).replace("</ssi:Cluster>", """
				  <scenario id="scenario">
				    <steps xsi:type="ssi:CrashStep" id="crash" at="5s" nodes="gamma"/>
				  </scenario>
				</ssi:Cluster>
				""").replace("xmlns:ssi=", "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:ssi="));
		Ssi run = Ssi.run("up", model, "--host", "simulator", "--for", "30s", "--name", Example.freshName(), "--trace", trace);
		assertEquals(0, run.status(), run.err());
	}

	@BeforeEach
	void start() throws Exception {
		cluster = replay(trace);
	}

	private static DebuggedCluster replay(Path recorded) throws Exception {
		return new DebuggedCluster(
				new ControllerOptions(recorded, ControllerOptions.REPLAY, 0, null, Example.freshName(), new TreeSet<>(), false, 0));
	}

	@AfterEach
	void end() throws Exception {
		cluster.close();
	}

	@Test
	void aWholeSession() throws Exception {
		assertEquals("begin", get(cluster.service.state()).stop().reason());
		cluster.breakAt("join", "message", JOIN);
		DebugState hit = cluster.awaitHit("join");
		assertEquals(1, hit.stop().node());
		List<FrameInfo> frames = cluster.frames(1);
		assertEquals("clms.join rpc from node 2", frames.get(0).text());
		assertEquals(2, frames.get(1).node(), "the one who sent it: " + frames);
		assertEquals("1", cluster.value(1, "clms.master = 1 and clms.state(2) = COMINGUP"));

		DebugState into = cluster.step("into", 1);
		assertTrue(into.stop().text().endsWith("from node 1"), into.toString());
		for (long at = into.place().position(); at > hit.place().position(); at = cluster.step("back", 0).place().position())
			assertTrue(at > 0);
		assertEquals(hit.place(), get(cluster.service.state()).place());
		assertEquals(frames, cluster.frames(1));

		DebugState returned = cluster.step("return", 1);
		assertEquals(2, returned.stop().node());
		assertTrue(returned.stop().text().startsWith("clms.join reply"), returned.toString());
		List<Object> view = cluster.view(2);
		cluster.step("over", 2);
		cluster.step("over", 2);
		cluster.step("back", 2);
		assertEquals(returned.place(), cluster.step("back", 2).place());
		assertEquals(view, cluster.view(2));

		cluster.breakAt("down", "transition", LOST);
		cluster.resume();
		DebugState down = cluster.awaitHit("down");
		assertEquals("KCLEANUP", cluster.value(down.stop().node(), "clms.state(3)"));
		assertEquals("ended", machine(3));
		cluster.resume();
		assertEquals("end", cluster.awaitStop().stop().reason(), "only the first node to know it counts");
		assertEquals(down.place(), cluster.step("reverse", 0).place());
		assertEquals("begin", cluster.step("reverse", 0).stop().reason());
		assertEquals("booting", machine(3));
	}

	private String machine(int node) throws Exception {
		return get(cluster.service.status()).nodes().stream().filter(each -> each.number() == node).map(NodeStatus::machine).findFirst()
				.orElseThrow();
	}

	@Test
	void conditionsCountsAndLogsAreAsOnACluster() throws Exception {
		cluster.breakAt(new BreakpointInfo("third", "message", Map.of("operation", "imalive", "to", "1"), "clms.up = 2", 3, "cluster"),
				new BreakpointInfo("log", "transition", Map.of("node", "2"), "", 0, "nothing"));
		DebugState stop = cluster.awaitHit("third");
		assertEquals("2", cluster.value(1, "clms.up"), stop.toString());
		List<String> logged = cluster.logs.stream().map(Logged::text).toList();
		assertEquals(2, logged.size(), "COMINGUP and UP, each once: " + logged);
	}

	@Test
	void whereOneIsDecidesWhatOneSees() throws Exception {
		DebugState later = to(4_000_000_000L);
		assertTrue(later.stop().time() <= 4_000_000_000L && later.stop().time() > 3_000_000_000L, later.toString());
		assertTrue(get(cluster.service.status()).nodes().stream().allMatch(node -> node.state().equals("UP")));
		int known = history().size();
		assertEquals("0", cluster.value(1, "ics.pending(2)"));
		to(29_000_000_000L);
		assertEquals("DOWN", cluster.value(1, "clms.state(3)"));
		assertTrue(history().size() > known);
		to(4_000_000_000L);
		assertEquals(known, history().size());
		assertEquals(later.place(), get(cluster.service.state()).place());
	}

	private DebugState to(long time) throws Exception {
		get(cluster.service.step(new StepRequest("to", 0, 0, time)));
		return cluster.awaitStop();
	}

	private List<TransitionInfo> history() throws Exception {
		return get(cluster.service.history(new NodeRef(0)));
	}

	/** The nodes of this project break none, so this is what one that does would have recorded. */
	@Test
	void aBrokenInvariantIsStoppedAt() throws Exception {
		Path lies = folder.resolve("lies");
		TraceWriter writer = TraceWriter.create(lies, new TraceDescription(new UUID(1, 1), "lies", "simulator", 1, 0));
		PacketEncoder node = writer.encoder(1);
		node.add(10, EventKind.CLMS_TRANSITION, 0, 1L, 1L, "NEVERUP", "COMINGUP", "cluster formed");
		node.add(20, EventKind.CLMS_TRANSITION, 0, 2L, 1L, "COMINGUP", "UP", "nodeup processing done");
		node.add(30, EventKind.CLMS_TRANSITION, 0, 3L, 2L, "UP", "NEVERUP", "a lie");
		node.add(40, EventKind.LOAD_SAMPLE, 0, 100L);
		node.flush();
		writer.close();
		try (DebuggedCluster lying = replay(lies)) {
			lying.breakAt("broken", "invariant", Map.of());
			DebugState stop = lying.awaitHit("broken");
			assertEquals("invariant broken: transition 3 is not legal: node 2 UP to NEVERUP", stop.stop().text());
			lying.resume();
			assertEquals("end", lying.awaitStop().stop().reason());
			assertEquals(stop.place(), lying.step("reverse", 0).place(), "it is found again on the way back");
		}
	}

	@Test
	void whatWasRecordedCannotBeChanged() throws Exception {
		to(4_000_000_000L);
		assertTrue(refusal(cluster.service.crash(new NodeList(List.of(3)))).contains("cannot be changed"));
		to(29_000_000_000L);
		assertTrue(refusal(cluster.service.add(new NodeList(List.of(3)))).contains("cannot be changed"));
		assertEquals("ended", machine(3));
		assertTrue(refusal(cluster.service.upcoming()).contains("only a simulated cluster"));
		cluster.step("reverse", 0);
		assertTrue(refusal(cluster.service.step(new StepRequest("into", 0, 7, 0))).contains("does not have"));
		assertEquals("step", cluster.step("into", 0).stop().reason(), "where nothing was sent it is the same as over");
	}

	@Test
	void whatIsNoTraceIsRefusedInWords() {
		Ssi wrong = Ssi.run("up", folder, "--host", "replay");
		assertEquals(1, wrong.status());
		assertTrue(wrong.err().contains("cannot be read"), wrong.err());
	}
}
