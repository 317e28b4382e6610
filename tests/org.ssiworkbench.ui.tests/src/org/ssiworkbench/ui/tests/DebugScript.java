package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.IDebugUIConstants;
import org.eclipse.debug.ui.IDebugView;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IViewPart;
import org.ssiworkbench.controller.protocol.DebugService.StopInfo;
import org.ssiworkbench.debug.breakpoint.SsiBreakpoint;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.model.NodeFrame;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;
import org.ssiworkbench.views.timeline.TimeModel;

/** The one debugging session that is to go the same way whatever is debugged, with the platform's views and commands. */
final class DebugScript {
	static final Breakpoint JOIN = new Breakpoint("", Type.MESSAGE,
			Map.of("service", "clms", "operation", "join", "from", "2", "form", "rpc"), "", 0, Suspend.CLUSTER);
	private static final Breakpoint LOST = new Breakpoint("", Type.TRANSITION, Map.of("node", "3", "to", "KCLEANUP"), "", 0,
			Suspend.CLUSTER);
	private static final Duration LIMIT = Duration.ofSeconds(90);

	private final IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
	private final DebugSource source;
	private ClusterLaunch launch;

	DebugScript(DebugSource source) throws Exception {
		this.source = source;
		Ui.show(IDebugUIConstants.ID_VARIABLE_VIEW, IViewPart.class);
		Ui.show(IDebugUIConstants.ID_DEBUG_VIEW, IViewPart.class);
	}

	void run() throws Exception {
		SsiBreakpoint.create(JOIN);
		launch = source.launch();
		boolean hasProcess = source.runProcess(launch, 1);
		source.boot(launch, 2);
		Ui.await("stopped at the join of node 2", LIMIT, () -> selectedFrame().startsWith("node 1: clms.join rpc from node 2"));
		Ui.await("the variables are shown", LIMIT, () -> texts(IDebugUIConstants.ID_VARIABLE_VIEW).contains("clms"));
		if (hasProcess)
			Ui.await("the process is shown", LIMIT, () -> hasItem(tree(IDebugUIConstants.ID_DEBUG_VIEW).getItems(), " sleep "));
		Ui.screenshot("debug-" + source.name() + "-1-breakpoint");
		followTheMessage();
		stepAndBack();
		seeNodeThreeLost();
		if (source instanceof DebugSource.Recorded)
			followTheClock();
		launch.terminate();
		Ui.await("the launch has ended", LIMIT, launch::isTerminated);
	}

	private void followTheMessage() throws Exception {
		StopInfo hit = stop();
		step(DebugCommands.STEP_INTO);
		for (int i = 0; i < 10 && !Ui.on(DebugScript::selectedFrame).startsWith("node 2: "); i++)
			step(DebugCommands.STEP_INTO); // what is to be sent waits until its channel is open
		Ui.await("at the receiver", LIMIT, () -> selectedFrame().startsWith("node 2: "));
		Ui.screenshot("debug-" + source.name() + "-2-step-into");
		String rpc = "";
		if (source.goesBack()) {
			command(DebugCommands.REVERSE_RESUME);
			Ui.await("at the breakpoint again", LIMIT,
					() -> hit.equals(stop()) && selectedFrame().startsWith("node 1: clms.join rpc from node 2"));
			rpc = "node 2: clms.join";
		}
		String answered = rpc;
		command(DebugCommands.STEP_RETURN);
		Ui.await("at the reply", LIMIT, () -> selectedFrame().startsWith(answered) && selectedFrame().contains(" reply from node "));
		Ui.screenshot("debug-" + source.name() + "-3-step-return");
	}

	private void stepAndBack() throws Exception {
		StopInfo reply = stop();
		step(DebugCommands.STEP_OVER);
		step(DebugCommands.STEP_OVER);
		if (!source.goesBack())
			return;
		StopInfo later = stop();
		step(DebugCommands.STEP_BACK);
		step(DebugCommands.STEP_BACK);
		assertEquals(reply, stop(), "two steps and two back");
		step(DebugCommands.STEP_OVER);
		step(DebugCommands.STEP_OVER);
		assertEquals(later, stop(), "what comes next is the same again");
	}

	private void seeNodeThreeLost() throws Exception {
		breakpoints.removeBreakpoints(breakpoints.getBreakpoints(NodeTarget.MODEL), true);
		SsiBreakpoint.create(LOST);
		command(DebugCommands.RESUME);
		source.boot(launch, 3);
		if (source instanceof DebugSource.Live)
			Ui.await("all nodes are UP", LIMIT,
					() -> launch.session().status().nodes().stream().allMatch(node -> node.state().equals("UP")));
		source.crash(launch, 3);
		Ui.await("stopped when node 3 was found down", LIMIT,
				() -> launch.isSuspended() && stop().reason().equals("breakpoint") && !selectedFrame().isEmpty());
		Ui.show(IDebugUIConstants.ID_BREAKPOINT_VIEW, IViewPart.class);
		Ui.await("the breakpoint has its label", LIMIT,
				() -> texts(IDebugUIConstants.ID_BREAKPOINT_VIEW).contains("transition node 3 to KCLEANUP"));
		Ui.screenshot("debug-" + source.name() + "-4-transition");
	}

	/** The replay clock and the debugger are at the same place, whoever of them was moved. */
	private void followTheClock() throws Exception {
		TimeModel model = TimeModel.get();
		Ui.await("the clock shows where the debugger stands", LIMIT, () -> model.instant() == stop().time());
		long earlier = stop().time() / 2;
		Ui.on(() -> {
			model.setInstant(earlier);
			return null;
		});
		Ui.await("the debugger stands where the clock was set", LIMIT, () -> launch.isSuspended() && stop().time() <= earlier);
		assertTrue(stop().time() > 0);
		assertEquals(earlier, Ui.on(model::instant), "the clock stays where it was set");
	}

	private StopInfo stop() {
		return launch.debug().state().stop();
	}

	private void command(String command) throws Exception {
		assertTrue(launch.isSuspended());
		DebugCommands.run(command);
	}

	/** Runs a step and waits for its end. */
	private void step(String command) throws Exception {
		StopInfo before = stop();
		command(command);
		Ui.await("a step", LIMIT,
				() -> launch.isSuspended() && stop() != before && selectedFrame().startsWith("node " + stop().node() + ": "));
	}

	private static String selectedFrame() {
		return DebugUITools.getDebugContext() instanceof NodeFrame frame ? frame.getName() : "";
	}

	/** The first texts in the tree of a view. */
	private static List<String> texts(String view) {
		return Arrays.stream(tree(view).getItems()).map(TreeItem::getText).toList();
	}

	private static Tree tree(String view) {
		return (Tree) ((IDebugView) Ui.page().findView(view)).getViewer().getControl();
	}

	/** Whether one of the items, or below them, has a text. */
	private static boolean hasItem(TreeItem[] items, String text) {
		return Arrays.stream(items).anyMatch(item -> item.getText().contains(text) || hasItem(item.getItems(), text));
	}
}
