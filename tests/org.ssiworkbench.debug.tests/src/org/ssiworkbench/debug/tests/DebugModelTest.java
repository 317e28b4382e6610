package org.ssiworkbench.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.core.model.IBreakpoint;
import org.eclipse.debug.core.model.IStackFrame;
import org.eclipse.debug.core.model.IThread;
import org.eclipse.debug.core.model.IVariable;
import org.eclipse.debug.core.model.IWatchExpressionResult;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.debug.breakpoint.SsiBreakpoint;
import org.ssiworkbench.debug.launch.AttachLaunch;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.model.NodeFrame;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.debug.model.NodeThread;
import org.ssiworkbench.debug.model.WatchDelegate;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceWriter;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;

/** A debugged cluster on the simulator, through Debug Core as the Debug view uses it. */
class DebugModelTest extends LaunchTest {
	private static final Breakpoint JOIN = new Breakpoint("", Type.MESSAGE,
			Map.of("service", "clms", "operation", "join", "from", "2", "form", "rpc"), "", 0, Suspend.CLUSTER);

	private ClusterLaunch launch() throws CoreException {
		return start(configuration(), ILaunchManager.DEBUG_MODE);
	}

	private static List<String> names(NodeThread thread) throws Exception {
		List<String> names = new ArrayList<>();
		for (IStackFrame frame : thread.getStackFrames())
			names.add(frame.getName());
		return names;
	}

	private static IVariable variable(IVariable[] among, String... path) throws Exception {
		IVariable found = Arrays.stream(among).filter(variable -> name(variable).equals(path[0])).findFirst().orElseThrow();
		return path.length == 1 ? found
				: variable(found.getValue().getVariables(), Arrays.copyOfRange(path, 1, path.length));
	}

	private static String name(IVariable variable) {
		try {
			return variable.getName();
		} catch (CoreException e) {
			throw new AssertionError(e);
		}
	}

	private static void awaitHit(ClusterLaunch launch) throws Exception {
		await(() -> launch.isSuspended() && launch.debug().state().stop().reason().equals("breakpoint"));
	}

	/** Runs a motion and waits until the cluster stands again. */
	private static void move(ClusterLaunch launch, Motion motion) throws Exception {
		long before = launch.debug().state().place().position();
		motion.begin();
		await(() -> launch.isSuspended() && launch.debug().state().place().position() != before);
	}

	private interface Motion {
		void begin() throws Exception;
	}

	@Test
	void aWholeSession() throws Exception {
		SsiBreakpoint.create(JOIN);
		ClusterLaunch launch = launch();
		await(launch::isSuspended);
		assertEquals(1, launch.debug().state().stop().node());
		NodeThread first = thread(launch, 1);
		assertTrue(first.getName().startsWith("SSI (suspended at clms.join"), first.getName());
		assertEquals(1, first.getBreakpoints().length);
		List<String> frames = names(first);
		assertTrue(frames.get(0).startsWith("node 1: clms.join rpc from node 2"), frames.toString());
		assertTrue(frames.get(1).startsWith("node 2: "), frames.toString());
		assertEquals("COMINGUP", variable(first.getTopStackFrame().getVariables(), "clms", "state", "2").getValue().getValueString());

		long position = launch.debug().state().place().position();
		move(launch, first::stepInto);
		assertEquals(2, launch.debug().state().stop().node());
		while (launch.debug().state().place().position() > position)
			move(launch, () -> launch.debug().step("back", 0));
		assertEquals(frames, names(first), "going back shows the same");
		move(launch, first::stepReturn);
		assertTrue(names(thread(launch, 2)).get(0).contains("clms.join reply"), names(thread(launch, 2)).toString());

		breakpoints.removeBreakpoints(breakpoints.getBreakpoints(NodeTarget.MODEL), true);
		SsiBreakpoint.create(new Breakpoint("", Type.TRANSITION, Map.of("node", "3", "to", "KCLEANUP"), "", 0, Suspend.CLUSTER));
		launch.resume();
		awaitAllUp(launch);
		assertFalse(first.isSuspended());
		assertEquals(0, first.getStackFrames().length);
		launch.session().crash(List.of(3)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
		await(launch::isSuspended);
		IVariable state = variable(thread(launch, 1).getTopStackFrame().getVariables(), "clms", "state", "3");
		assertEquals("KCLEANUP", state.getValue().getValueString());
		launch.terminate();
		await(launch::isTerminated);
	}

	@Test
	void onlyEnabledBreakpointsStop() throws Exception {
		SsiBreakpoint join = SsiBreakpoint.create(JOIN);
		join.setEnabled(false);
		ClusterLaunch launch = launch();
		awaitAllUp(launch);
		breakpoints.setEnabled(false);
		SsiBreakpoint any = SsiBreakpoint.create(new Breakpoint("", Type.MESSAGE, Map.of(), "", 0, Suspend.CLUSTER));
		TimeUnit.SECONDS.sleep(1);
		assertFalse(launch.isSuspended());
		breakpoints.setEnabled(true);
		await(launch::isSuspended);
		any.change(JOIN);
		launch.resume();
		TimeUnit.SECONDS.sleep(1);
		assertFalse(launch.isSuspended(), () -> "what it was changed to does not happen: " + launch.debug().state());
	}

	@Test
	void breakpointsAreKeptAsMarkers() throws Exception {
		Breakpoint what = new Breakpoint("", Type.TRANSITION, Map.of("node", "3", "to", "DOWN"), "clms.up = 2", 4, Suspend.NODE);
		SsiBreakpoint made = SsiBreakpoint.create(what);
		SsiBreakpoint restored = new SsiBreakpoint();
		restored.setMarker(ResourcesPlugin.getWorkspace().getRoot().findMarker(made.getMarker().getId()));
		assertEquals(what.fields(), restored.what().fields());
		assertEquals("transition node 3 to DOWN when clms.up = 2 [hit count: 4] (suspends the node)",
				SsiBreakpoint.label(restored.what()));
		assertTrue(restored.isPersisted());
		restored.getMarker().setAttribute("org.ssiworkbench.debug.breakpoint.type", "NONSENSE");
		assertTrue(assertThrows(CoreException.class, restored::what).getMessage().contains("is damaged"));
	}

	@Test
	void oneNodeCanStand() throws Exception {
		ClusterLaunch launch = launch();
		awaitAllUp(launch);
		NodeTarget second = target(launch, 2);
		assertTrue(second.canSuspend());
		second.suspend();
		await(second::isSuspended);
		assertFalse(launch.isSuspended());
		assertTrue(second.canResume());
		second.resume();
		await(() -> !second.isSuspended());
	}

	@Test
	void aClusterThatStandsIsFoundStandingByWhoeverAttaches() throws Exception {
		SsiBreakpoint.create(JOIN);
		ClusterLaunch launch = launch();
		await(launch::isSuspended);
		List<String> frames = names(thread(launch, 1));
		for (int i = 0; i < 2; i++) {
			ClusterLaunch attached = (ClusterLaunch) AttachLaunch.byName(CLUSTER, new NullProgressMonitor());
			assertTrue(attached.isSuspended());
			assertEquals(frames, names(thread(attached, 1)));
			attached.disconnect();
			await(attached::isTerminated);
			assertTrue(launch.isSuspended(), "who goes away changes nothing");
		}
		launch.resume();
		awaitAllUp(launch);
	}

	@Test
	void aClusterOutlivesAWorkbenchThatIsKilled() throws Exception {
		try (OtherWorkbench workbench = new OtherWorkbench(folder, model)) {
			workbench.kill();
		}
		SsiBreakpoint.create(new Breakpoint("", Type.TRANSITION, Map.of("node", "3", "to", "KCLEANUP"), "", 0, Suspend.CLUSTER));
		ClusterLaunch attached = (ClusterLaunch) AttachLaunch.byName(CLUSTER, new NullProgressMonitor());
		assertEquals(3, attached.getDebugTargets().length);
		assertFalse(attached.isSuspended());
		attached.disconnect();
		await(attached::isTerminated);
		ClusterLaunch again = (ClusterLaunch) AttachLaunch.byName(CLUSTER, new NullProgressMonitor());
		again.session().crash(List.of(3)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
		await(again::isSuspended);
		assertEquals(1, thread(again, again.debug().state().stop().node()).getBreakpoints().length);
	}

	@Test
	void aHundredNodesStandAndShowThemselvesInAMoment() throws Exception {
		Files.writeString(model, hundredNodes());
		SsiBreakpoint.create(new Breakpoint("", Type.MESSAGE, Map.of("operation", "imalive", "to", "57"), "clms.up > 50", 0, Suspend.CLUSTER));
		ClusterLaunch launch = launch();
		await(launch::isSuspended);
		assertEquals(100, launch.getDebugTargets().length);
		long begin = System.nanoTime();
		for (int node = 1; node <= 100; node++)
			if (thread(launch, node).isSuspended())
				assertTrue(thread(launch, node).getTopStackFrame().getVariables().length > 0);
		long all = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
		assertTrue(all < 10_000, "frames and variables of all nodes took " + all + " ms");
	}

	@Test
	void nodesAndClustersAreRestarted() throws Exception {
		ClusterLaunch launch = launch();
		awaitAllUp(launch);
		NodeTarget third = target(launch, 3);
		RestartRequest.run(thread(launch, 3));
		await(() -> third.isTerminated() && isShown(launch, 3));
		awaitAllUp(launch);
		List<NodeTarget> before = List.of(target(launch, 1), target(launch, 2), target(launch, 3));
		RestartRequest.run(launch);
		await(() -> before.stream().allMatch(NodeTarget::isTerminated));
		awaitAllUp(launch);
		assertFalse(launch.isTerminated());
	}

	@Test
	void aTraceIsReplayedAsIfItHappened() throws Exception {
		Path trace = folder.resolve("trace");
		ILaunchConfigurationWorkingCopy recorded = configuration();
		recorded.setAttribute(LaunchAttributes.TRACE, trace.toString());
		ClusterLaunch run = start(recorded, ILaunchManager.DEBUG_MODE);
		awaitAllUp(run);
		run.terminate();
		await(run::isTerminated);

		SsiBreakpoint.create(JOIN);
		ILaunchConfigurationWorkingCopy replay = replay(trace);
		ClusterLaunch first = start(replay, ILaunchManager.DEBUG_MODE);
		awaitHit(first);
		assertTrue(names(thread(first, 1)).get(0).startsWith("node 1: clms.join rpc from node 2"));
		assertFalse(target(first, 2).canTerminate(), "what was recorded cannot be changed");
		ClusterLaunch second = start(replay, ILaunchManager.DEBUG_MODE);
		awaitHit(second);
		move(second, thread(second, 1)::stepOver);
		assertTrue(names(thread(first, 1)).get(0).startsWith("node 1: clms.join rpc from node 2"), "each replay is by itself");
		RestartRequest.run(first);
		await(() -> first.debug().state().place().position() == 0);
		replay.setAttribute(LaunchAttributes.RECORDED, folder.toString());
		assertTrue(assertThrows(CoreException.class, () -> start(replay, ILaunchManager.DEBUG_MODE)).getMessage().contains("is no trace"));
	}

	@Test
	void theFirstProcessesOfANodeThatStandsAreThreads() throws Exception {
		Path trace = folder.resolve("processes");
		try (TraceWriter writer = TraceWriter.create(trace, new TraceDescription(new UUID(1, 1), "processes", "simulator", 1, 0))) {
			PacketEncoder node = writer.encoder(1);
			for (long pid = 32768; pid < 32798; pid++)
				node.add(pid, EventKind.PROC_START, 0, pid, 1L, "/bin/sleep");
			node.flush();
		}
		ClusterLaunch launch = start(replay(trace), ILaunchManager.DEBUG_MODE);
		assertEquals(1, target(launch, 1).getThreads().length, "nothing has happened yet");
		launch.resume();
		await(() -> launch.isSuspended() && launch.debug().state().stop().reason().equals("end"));
		List<String> threads = new ArrayList<>();
		for (IThread thread : target(launch, 1).getThreads())
			threads.add(thread.getName());
		assertEquals("32768 sleep R", threads.get(1));
		assertEquals("18 more: see the Processes view", threads.getLast());
		assertEquals(14, threads.size());
	}

	private ILaunchConfigurationWorkingCopy replay(Path trace) throws CoreException {
		ILaunchConfigurationWorkingCopy replay = launches.getLaunchConfigurationType(LaunchAttributes.REPLAY_TYPE).newInstance(null,
				launches.generateLaunchConfigurationName("replay"));
		replay.setAttribute(LaunchAttributes.RECORDED, trace.toString());
		return replay;
	}

	private static String hundredNodes() {
		StringBuilder text = new StringBuilder("""
				<?xml version="1.0" encoding="UTF-8"?>
				<ssi:Cluster xmi:version="2.0" xmlns:xmi="http://www.omg.org/XMI" xmlns:ssi="http://www.ssiworkbench.org/cluster/1"
				    id="cluster" name="hundred">
				""");
		for (int node = 1; node <= 100; node++)
			text.append("<nodes id=\"n%1$d\" number=\"%1$d\" name=\"n%1$d\" initNode=\"%2$b\" kernel=\"debian\"/>\n".formatted(node, node < 3));
		return text.append("""
				  <kernels id="debian"/>
				  <interconnects id="lan" subnet="10.9.0.0/24"/>
				  <root id="root"/>
				  <membership id="membership" imalivePeriod="2s"/>
				</ssi:Cluster>
				""").toString();
	}

	@Test
	void watchExpressionsAreEvaluatedAtAFrame() throws Exception {
		SsiBreakpoint.create(JOIN);
		ClusterLaunch launch = launch();
		await(launch::isSuspended);
		NodeFrame top = (NodeFrame) thread(launch, 1).getTopStackFrame();
		assertEquals("COMINGUP", evaluate("clms.state(2)", top).getValue().getValueString());
		assertEquals("1", evaluate("clms.master = node", top).getValue().getValueString());
		assertEquals("there is no clms.nothing here", evaluate("clms.nothing", top).getErrorMessages()[0]);
	}

	private static IWatchExpressionResult evaluate(String text, NodeFrame frame) throws Exception {
		CompletableFuture<IWatchExpressionResult> result = new CompletableFuture<>();
		new WatchDelegate().evaluateExpression(text, frame, result::complete);
		return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
	}

	@Test
	void whatTheControllerRefusesIsSaid() throws Exception {
		SsiBreakpoint.create(new Breakpoint("", Type.MESSAGE, Map.of("operation", "imalive"), "", 0, Suspend.CLUSTER));
		ClusterLaunch launch = launch();
		await(launch::isSuspended);
		int where = launch.debug().state().stop().node();
		assertTrue(assertThrows(CoreException.class, () -> thread(launch, where).stepReturn()).getMessage()
				.contains("does not serve an RPC"));
		assertTrue(launch.isSuspended(), "a refusal changes nothing");
		assertEquals(1, breakpoints.getBreakpoints(NodeTarget.MODEL).length);
		IBreakpoint hit = thread(launch, where).getBreakpoints()[0];
		assertEquals(breakpoints.getBreakpoints(NodeTarget.MODEL)[0], hit);
	}
}
