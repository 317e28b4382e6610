package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.IDebugView;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.commands.ICommandService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.debug.breakpoint.SsiBreakpoint;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.model.NodeFrame;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.debug.ui.breakpoint.BreakpointDialog;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;

/** Debugging a simulated cluster with the platform's views and commands. */
class DebugViewTest {
	private static final Duration LIMIT = Duration.ofSeconds(60);
	private static final String STEP_INTO = "org.eclipse.debug.ui.commands.StepInto";
	private static final String STEP_OVER = "org.eclipse.debug.ui.commands.StepOver";
	private static final String STEP_RETURN = "org.eclipse.debug.ui.commands.StepReturn";
	private static final String RESUME = "org.eclipse.debug.ui.commands.Resume";
	private static final String REVERSE_RESUME = "org.ssiworkbench.debug.ui.command.reverseResume";
	private static final String STEP_BACK = "org.ssiworkbench.debug.ui.command.stepBack";
	private static final Breakpoint JOIN = new Breakpoint("", Type.MESSAGE,
			Map.of("service", "clms", "operation", "join", "from", "2", "form", "rpc"), "", 0, Suspend.CLUSTER);

	private final IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
	private IViewPart debugView;

	@BeforeEach
	void open() throws Exception {
		Ui.openPerspective();
		Ui.show(IDebugUIConstants.ID_VARIABLE_VIEW, IViewPart.class);
		debugView = Ui.show(IDebugUIConstants.ID_DEBUG_VIEW, IViewPart.class);
	}

	@AfterEach
	void end() throws Exception {
		breakpoints.removeBreakpoints(breakpoints.getBreakpoints(NodeTarget.MODEL), true);
		Launches.endAll();
	}

	@Test
	void aWholeSession() throws Exception {
		SsiBreakpoint.create(JOIN);
		ClusterLaunch launch = Launches.start(Launches.configuration(Launches.threeNodes(), "ui-debug", "simulator"));
		Ui.await("stopped at the join of node 2", LIMIT, () -> selectedFrame().startsWith("node 1: clms.join rpc from node 2"));
		Ui.await("the variables are shown", LIMIT, () -> texts(IDebugUIConstants.ID_VARIABLE_VIEW).contains("clms"));
		Ui.screenshot("debug-breakpoint");
		long hit = position(launch);

		command(launch, STEP_INTO);
		Ui.await("at the receiver", LIMIT, () -> selectedFrame().startsWith("node 2: "));
		Ui.screenshot("debug-step-into");
		command(launch, REVERSE_RESUME);
		Ui.await("at the breakpoint again", LIMIT,
				() -> position(launch) == hit && selectedFrame().startsWith("node 1: clms.join rpc from node 2"));
		command(launch, STEP_RETURN);
		Ui.await("at the reply", LIMIT, () -> selectedFrame().contains("clms.join reply"));
		Ui.screenshot("debug-step-return");
		long reply = position(launch);
		step(launch, STEP_OVER);
		step(launch, STEP_OVER);
		step(launch, STEP_BACK);
		step(launch, STEP_BACK);
		assertEquals(reply, position(launch), "two steps and two back");

		breakpoints.removeBreakpoints(breakpoints.getBreakpoints(NodeTarget.MODEL), true);
		SsiBreakpoint.create(new Breakpoint("", Type.TRANSITION, Map.of("node", "3", "to", "KCLEANUP"), "", 0, Suspend.CLUSTER));
		Ui.execute(RESUME);
		Ui.await("all nodes are UP", LIMIT,
				() -> launch.session().status().nodes().stream().allMatch(node -> node.state().equals("UP")));
		launch.session().crash(List.of(3)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		Ui.await("stopped when node 3 was found down", LIMIT, launch::isSuspended);
		Ui.show(IDebugUIConstants.ID_BREAKPOINT_VIEW, IViewPart.class);
		Ui.await("the breakpoint has its label", LIMIT,
				() -> texts(IDebugUIConstants.ID_BREAKPOINT_VIEW).contains("transition node 3 to KCLEANUP"));
		Ui.screenshot("debug-transition");
		launch.terminate();
		Ui.await("the cluster has ended", LIMIT, launch::isTerminated);
	}

	@Test
	void theDialogAsksForWhatTheTypeHas() throws Exception {
		BreakpointDialog dialog = Ui.on(() -> {
			BreakpointDialog made = new BreakpointDialog(Ui.window().getShell(), new Breakpoint("", Type.TRANSITION,
					Map.of("node", "3", "to", "DOWN"), "clms.up = 2", 2, Suspend.CLUSTER));
			made.setBlockOnOpen(false);
			made.open();
			return made;
		});
		Ui.screenshot(Ui.on(dialog::getShell), "breakpoint-dialog");
		Ui.on(() -> dialog.close());
		assertEquals(Map.of("node", "3", "to", "DOWN"), dialog.breakpoint().fields());
	}

	private static long position(ClusterLaunch launch) {
		return launch.debug().state().place().position();
	}

	private static boolean enabled(String command) throws Exception {
		return Ui.window().getService(ICommandService.class).getCommand(command).isEnabled();
	}

	/** Runs a command of the Debug view once it is enabled. */
	private void command(ClusterLaunch launch, String command) throws Exception {
		Ui.on(() -> {
			Ui.page().activate(debugView);
			return null;
		});
		Ui.await(command + " is enabled", LIMIT, () -> enabled(command));
		assertTrue(launch.isSuspended());
		Ui.execute(command);
	}

	/** Runs a step and waits for its end. */
	private void step(ClusterLaunch launch, String command) throws Exception {
		long before = position(launch);
		command(launch, command);
		Ui.await("a step", LIMIT, () -> position(launch) != before && launch.isSuspended() && selectedFrame().startsWith("node 2: "));
	}

	private static String selectedFrame() {
		return DebugUITools.getDebugContext() instanceof NodeFrame frame ? frame.getName() : "";
	}

	/** The first texts in the tree of a view. */
	private static List<String> texts(String view) {
		Tree tree = (Tree) ((IDebugView) Ui.page().findView(view)).getViewer().getControl();
		return Arrays.stream(tree.getItems()).map(TreeItem::getText).toList();
	}
}
