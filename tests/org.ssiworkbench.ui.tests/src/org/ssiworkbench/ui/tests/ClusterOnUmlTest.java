package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.eclipse.debug.core.model.IDebugTarget;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.console.IConsoleConstants;
import org.eclipse.ui.console.IConsoleView;
import org.eclipse.ui.console.TextConsole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.model.NodeProcess;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.cluster.ClusterView;
import org.ssiworkbench.views.messages.MessagesView;

/** The tour of the workbench on three User-Mode-Linux nodes. */
class ClusterOnUmlTest {
	private static final Duration BOOT = Duration.ofSeconds(120);
	private static final Duration DETECT = Duration.ofSeconds(60);
	private static final Duration SOON = Duration.ofSeconds(20);
	private static final String CLUSTER = "ui-uml";

	private ClusterView view;
	private Table table;

	@BeforeEach
	void open() throws Exception {
		Ui.openPerspective();
		view = Ui.show(Ids.CLUSTER_VIEW, ClusterView.class);
		table = view.table();
	}

	@AfterEach
	void end() throws Exception {
		Launches.endAll();
	}

	@Test
	void launchCrashAddAndTerminate() throws Exception {
		ClusterLaunch launch = Launches.start(Launches.configuration(Launches.threeNodes(), CLUSTER, "uml"));
		Ui.await("three nodes UP", BOOT, () -> states().equals(List.of("UP", "UP", "UP")));
		assertEquals(3, launch.getDebugTargets().length);
		awaitTraceEvents();
		Ui.screenshot("1-three-nodes-up");

		select(launch, 3);
		Ui.execute(Ids.CRASH);
		Ui.await("node 3 is DOWN for the others", DETECT, () -> states().equals(List.of("UP", "UP", "DOWN")));
		Ui.screenshot("2-node-3-crashed");
		assertFalse(launch.isTerminated(), "a node's end is not the launch's");

		select(launch, 3);
		Ui.execute(Ids.ADD);
		Ui.await("node 3 is UP again", BOOT, () -> states().equals(List.of("UP", "UP", "UP")));
		Ui.screenshot("3-node-3-back");

		consoleTakesInput(launch);
		Path trace = Path.of(launch.session().info().trace());
		terminate(launch);
		replay(trace);
	}

	/** What the views show of the run agrees with what the command line says. */
	private static void replay(Path trace) throws Exception {
		Ui.on(() -> PlatformUI.getWorkbench().showPerspective(Ids.TRACE_PERSPECTIVE, Ui.window()));
		ReplayTest.open(trace);
		new Agreement(trace).check(20, 1);
		ReplayTest.picture("6-replay");
	}

	private void awaitTraceEvents() throws Exception {
		MessagesView trace = Ui.show(Ids.MESSAGES_VIEW, MessagesView.class);
		Ui.await("transitions in the trace", SOON, () -> trace.found() > 0);
		Ui.on(() -> {
			trace.setFilter("kind = clms_transition and from ~ COMINGUP");
			return null;
		});
		Ui.await("filtered events", SOON,
				() -> trace.found() > 0 && trace.table().getItem(0).getText(2).equals("clms_transition"));
		Ui.screenshot("1b-trace-filtered");
		Ui.on(() -> {
			trace.setFilter("");
			return null;
		});
	}

	private void consoleTakesInput(ClusterLaunch launch) throws Exception {
		NodeProcess process = Arrays.stream(launch.getDebugTargets()).map(IDebugTarget::getProcess)
				.map(NodeProcess.class::cast).filter(node -> node.node().number() == 2).findFirst().orElseThrow();
		TextConsole console = (TextConsole) DebugUITools.getConsole(process);
		IConsoleView consoles = Ui.show(IConsoleConstants.ID_CONSOLE_VIEW, IConsoleView.class);
		Ui.on(() -> {
			consoles.display(console);
			return null;
		});
		process.getStreamsProxy().write("echo six times seven is $((6*7))\n");
		Ui.await("the answer on the console", SOON, () -> console.getDocument().get().contains("six times seven is 42"));
		Ui.screenshot("4-console");
		process.getStreamsProxy().write("yes a line of a flood | head -c 20000000; echo the flood ends after $((6*7)) lines\n");
		Ui.await("the end of 20 MB", BOOT, () -> console.getDocument().get().contains("the flood ends after 42 lines"));
		assertTrue(Ui.on(() -> console.getDocument().getLength()) < 1_000_000, "what the console keeps is bounded");
		Ui.screenshot("4b-console-after-flood");
	}

	private void terminate(ClusterLaunch launch) throws Exception {
		long controller = launch.session().info().pid();
		Ui.execute(Ids.TERMINATE);
		Ui.await("the launch has ended", SOON, launch::isTerminated);
		Ui.await("the view is empty", SOON, () -> table.getItemCount() == 0);
		Ui.await("the controller has ended", SOON, () -> ProcessHandle.of(controller).filter(ProcessHandle::isAlive).isEmpty());
		assertTrue(RuntimeFolder.running().stream().noneMatch(folder -> folder.cluster().equals(CLUSTER)),
				"nothing holds the cluster's name");
		assertTrue(ProcessHandle.allProcesses().noneMatch(ClusterOnUmlTest::isOurNode), "no machine of the cluster runs on");
		Ui.screenshot("5-terminated");
	}

	private static boolean isOurNode(ProcessHandle process) {
		return process.isAlive() && process.info().arguments().map(Arrays::toString)
				.filter(arguments -> arguments.contains(RuntimeFolder.of(CLUSTER).path() + "/")).isPresent();
	}

	private List<String> states() {
		int column = Ui.column(table, "State");
		return Arrays.stream(table.getItems()).map(item -> item.getText(column)).toList();
	}

	private void select(ClusterLaunch launch, int node) throws Exception {
		Ui.on(() -> {
			Ui.page().activate(view);
			view.select(List.of(new ClusterNode(launch.session(), node)));
			return null;
		});
	}
}
