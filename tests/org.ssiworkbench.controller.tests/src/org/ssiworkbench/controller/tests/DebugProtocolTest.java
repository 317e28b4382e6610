package org.ssiworkbench.controller.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.ssiworkbench.controller.tests.DebuggedCluster.get;
import static org.ssiworkbench.controller.tests.DebuggedCluster.refusal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.protocol.ControllerService.NodeList;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;
import org.ssiworkbench.controller.protocol.DebugClient.Logged;
import org.ssiworkbench.controller.protocol.DebugService.BranchInfo;
import org.ssiworkbench.controller.protocol.DebugService.BranchList;
import org.ssiworkbench.controller.protocol.DebugService.BranchPair;
import org.ssiworkbench.controller.protocol.DebugService.BranchRef;
import org.ssiworkbench.controller.protocol.DebugService.BreakpointInfo;
import org.ssiworkbench.controller.protocol.DebugService.BreakpointList;
import org.ssiworkbench.controller.protocol.DebugService.Choice;
import org.ssiworkbench.controller.protocol.DebugService.Comparison;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.controller.protocol.DebugService.Evaluation;
import org.ssiworkbench.controller.protocol.DebugService.FrameInfo;
import org.ssiworkbench.controller.protocol.DebugService.PlaceInfo;
import org.ssiworkbench.controller.protocol.DebugService.StepRequest;
import org.ssiworkbench.controller.protocol.DebugService.UpcomingInfo;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceReader;

/** Debugging a simulated cluster by the protocol alone. */
class DebugProtocolTest {
	private static final Map<String, String> JOIN = Map.of("service", "clms", "operation", "join", "from", "2", "form", "rpc");

	private Path trace;
	private DebuggedCluster cluster;

	/** Only node 1 runs, so that the joining of the others can be stopped at. */
	@BeforeEach
	void start(@TempDir Path folder) throws Exception {
		trace = folder.resolve("trace");
		cluster = new DebuggedCluster(new ControllerOptions(Example.THREE_NODES, ControllerOptions.SIMULATOR, 7, trace,
				Example.freshName(), new TreeSet<>(List.of(1)), true, 0));
		cluster.status.await(TestClient.node(1, "UP"));
	}

	@AfterEach
	void end() throws Exception {
		cluster.close();
	}

	private void add(int node) throws Exception {
		get(cluster.service.add(new NodeList(List.of(node))));
	}

	private DebugState stopAtJoin() throws Exception {
		cluster.breakAt("join", "message", JOIN);
		add(2);
		return cluster.awaitHit("join");
	}

	@Test
	void aWholeSession() throws Exception {
		DebugState hit = stopAtJoin();
		assertEquals(1, hit.stop().node());
		List<FrameInfo> frames = cluster.frames(1);
		assertEquals("clms.join rpc from node 2", frames.get(0).text());
		assertEquals(2, frames.get(1).node(), "the one who sent it: " + frames);
		assertEquals("NEVERUP", cluster.value(2, "clms.state(1)"), "node 2 knows nothing before it has joined");
		assertEquals("1", cluster.value(1, "clms.master = 1 and clms.state(2) = COMINGUP"));

		DebugState into = cluster.step("into", 1);
		assertNotEquals(1, into.stop().node(), "the master's first message went to another node");
		for (long at = into.place().position(); at > hit.place().position(); at = cluster.step("back", 0).place().position())
			assertTrue(at > 0);
		assertEquals(hit.place().position(), get(cluster.service.state()).place().position());

		DebugState returned = cluster.step("return", 1);
		assertEquals(2, returned.stop().node());
		assertTrue(returned.stop().text().startsWith("clms.join reply"), returned.toString());
		List<Object> view = cluster.view(2);
		cluster.step("over", 2);
		cluster.step("over", 2);
		cluster.step("back", 2);
		assertEquals(returned.place(), withEnd(cluster.step("back", 2), returned).place());
		assertEquals(view, cluster.view(2));

		cluster.breakAt("down", "transition", Map.of("node", "3", "to", "KCLEANUP"));
		cluster.resume();
		add(3);
		cluster.status.await(TestClient.node(3, "UP"));
		get(cluster.service.crash(new NodeList(List.of(3))));
		DebugState down = cluster.awaitHit("down");
		assertEquals("KCLEANUP", cluster.value(down.stop().node(), "clms.state(3)"));
		assertEquals(List.of(1, 2), down.suspended());
	}

	/** Where one has been before does not matter to where one is. */
	private static DebugState withEnd(DebugState state, DebugState other) {
		return new DebugState(state.state(), state.suspended(), state.stop(),
				new PlaceInfo(state.place().branch(), state.place().position(), other.place().end()));
	}

	@Test
	void framesKeepTheStateOfTheirTime() throws Exception {
		stopAtJoin();
		cluster.breakAt();
		for (int i = 0; i < 200 && !cluster.value(2, "clms.state(2)").equals("UP"); i++)
			cluster.step("over", 2);
		assertEquals("UP", cluster.value(2, "clms.state(2)"));
		List<FrameInfo> frames = cluster.frames(2);
		int last = frames.size() - 1;
		assertNotEquals("UP", cluster.value(2, last, "clms.state(2)"), frames.toString());
		assertEquals("UP", cluster.value(2, "clms.state(2)"), "looking at a frame moves nothing");
	}

	@Test
	void reverseResumeComesBackToTheBreakpoint() throws Exception {
		DebugState hit = stopAtJoin();
		for (int i = 0; i < 30; i++)
			cluster.step("over", 0);
		assertEquals(hit.place().position(), cluster.step("reverse", 0).place().position());
		assertEquals("begin", cluster.step("reverse", 0).stop().reason());
	}

	@Test
	void conditionsAndCountsDecideWhetherToStop() throws Exception {
		cluster.breakAt(new BreakpointInfo("third", "message", Map.of("operation", "imalive", "to", "1"), "clms.up = 2", 3, "cluster"),
				new BreakpointInfo("log", "transition", Map.of("node", "2"), "", 0, "nothing"));
		add(2);
		DebugState stop = cluster.awaitHit("third");
		assertEquals("2", cluster.value(1, "clms.up"), stop.toString());
		List<String> logged = cluster.logs.stream().map(Logged::text).toList();
		assertEquals(2, logged.size(), "COMINGUP and UP, each once: " + logged);
	}

	@Test
	void aNodeCanStandWhileTheOthersGoOn() throws Exception {
		add(2);
		cluster.status.await(TestClient.node(2, "UP"));
		get(cluster.service.suspend(new NodeList(List.of(2))));
		DebugState state = cluster.awaitStop();
		assertEquals("running", state.state());
		assertEquals(List.of(2), state.suspended());
		assertTrue(!cluster.frames(2).isEmpty());
		get(cluster.service.resume(new NodeList(List.of(2))));
		assertEquals(List.of(), get(cluster.service.state()).suspended());
		cluster.status.await(TestClient.node(2, "UP"));
	}

	@Test
	void timeStandsWhileSuspended() throws Exception {
		long before = cluster.suspend().stop().time();
		TimeUnit.MILLISECONDS.sleep(300);
		assertEquals(before, get(cluster.service.status()).time());
		cluster.resume();
		assertNull(get(cluster.service.state()).stop());
		cluster.status.await(status -> status.time() > before);
	}

	@Test
	void anotherChoiceIsAnotherBranch() throws Exception {
		add(2);
		add(3);
		cluster.status.await(TestClient::allUp);
		cluster.suspend();
		long begin = get(cluster.service.state()).place().position();
		get(cluster.service.choose(new Choice("crash", 0, 3, "without three")));
		assertEquals("without three", cluster.awaitStop().place().branch());
		get(cluster.service.step(new StepRequest("until", 0, 0, get(cluster.service.status()).time() + 10_000_000_000L)));
		cluster.awaitStop();
		cluster.status.await(TestClient.node(3, "DOWN"));

		get(cluster.service.switchBranch(new BranchRef("main")));
		assertEquals(begin, cluster.awaitStop().place().position());
		cluster.status.await(TestClient::allUp);
		BranchList branches = get(cluster.service.branches());
		assertEquals("main", branches.current());
		Comparison comparison = get(cluster.service.compare(new BranchPair("main", "without three")));
		assertEquals(begin, comparison.common());
		assertEquals(List.of(), comparison.first());
		assertEquals(List.of("KCLEANUP", "UCLEANUP", "DOWN"), comparison.second().stream().map(TransitionInfo::to).toList());
		try (var folders = Files.list(trace.resolve("branches"))) {
			assertEquals(1, folders.count(), "the branch has a trace of its own");
		}
		List<TraceEvent> past = events(branches.branches().get(0), 0, comparison.time());
		assertFalse(past.isEmpty());
		assertEquals(past, events(branches.branches().get(1), 0, comparison.time()), "which has what happened before, too");
		assertTrue(events(branches.branches().get(1), comparison.time(), Long.MAX_VALUE).stream()
				.anyMatch(event -> event.kind() == EventKind.CLMS_TRANSITION && event.text("to").equals("KCLEANUP")));
	}

	private static List<TraceEvent> events(BranchInfo branch, long from, long to) throws IOException {
		List<TraceEvent> found = new ArrayList<>();
		TraceReader.open(Path.of(branch.trace())).events().forEachRemaining(event -> {
			if (event.time() >= from && event.time() < to)
				found.add(event);
		});
		return found;
	}

	@Test
	void anyMessageOnItsWayCanComeNext() throws Exception {
		stopAtJoin();
		List<UpcomingInfo> upcoming = get(cluster.service.upcoming());
		assertTrue(upcoming.stream().anyMatch(event -> event.text().equals("clms.snapshot rpc on channel 4")), upcoming.toString());
		UpcomingInfo last = upcoming.stream().filter(event -> !event.kind().equals("timer")).reduce((a, b) -> b).orElseThrow();
		get(cluster.service.choose(new Choice("prefer", last.event(), 0, "")));
		cluster.awaitStop();
		assertEquals(last.event(), get(cluster.service.upcoming()).get(0).event());
	}

	@Test
	void whatMakesNoSenseIsRefusedInWords() throws Exception {
		assertEquals("the cluster runs; suspend it first", refusal(cluster.service.step(new StepRequest("over", 1, 0, 0))));
		cluster.suspend();
		assertTrue(refusal(cluster.service.step(new StepRequest("sideways", 1, 0, 0))).contains("there are over, into"));
		assertTrue(refusal(cluster.service.setBreakpoints(new BreakpointList(
				List.of(new BreakpointInfo("x", "message", Map.of("node", "1"), "", 0, "cluster"))))).contains("has no field node"));
		assertTrue(refusal(cluster.service.setBreakpoints(new BreakpointList(
				List.of(new BreakpointInfo("x", "transition", Map.of(), "clms.state(", 0, "cluster"))))).contains("cannot be understood"));
		assertTrue(refusal(cluster.service.switchBranch(new BranchRef("nowhere"))).contains("there are [main]"));
		assertTrue(refusal(cluster.service.evaluate(
				new Evaluation(1, 0, "clms.nothing(2)"))).contains("there is no clms.nothing"));
	}
}
