package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.commands.Command;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.commands.ICommandService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.debug.launch.AttachLaunch;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.cluster.ClusterView;

/** Clusters on the simulator: several at once, attaching, commands, seeds. */
class ClusterOnSimulatorTest {
	private static final Duration LIMIT = Duration.ofSeconds(60);

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
		Ui.await("no cluster is left", LIMIT, () -> table.getItemCount() == 0);
	}

	@Test
	void showsNodesWithAddressAndMaster() throws Exception {
		launch("ui-sim", "7");
		Ui.await("three nodes UP", LIMIT, () -> column("State").equals(List.of("UP", "UP", "UP")));
		assertEquals(List.of("alpha \u2605", "beta", "gamma"), Ui.on(() -> column("Name")));
		assertEquals(List.of("10.9.0.1", "10.9.0.2", "10.9.0.3"), Ui.on(() -> column("Address")));
		Ui.await("all see all", LIMIT, () -> column("Sees").equals(List.of("1 2 3 UP", "1 2 3 UP", "1 2 3 UP")));
		Ui.screenshot("simulator");
	}

	@Test
	void commandsFollowTheSelectedNode() throws Exception {
		ClusterLaunch launch = launch("ui-commands", "7");
		Ui.await("three nodes UP", LIMIT, () -> column("State").equals(List.of("UP", "UP", "UP")));
		Ui.on(() -> {
			Ui.page().activate(view);
			view.select(List.of(new ClusterNode(launch.session(), 2)));
			return null;
		});
		assertTrue(enabled(Ids.CRASH), "a running node can be crashed");
		assertFalse(enabled(Ids.ADD), "a running node cannot be added");
		Ui.execute(Ids.SHUT_DOWN);
		Ui.await("node 2 is DOWN", LIMIT, () -> column("State").equals(List.of("UP", "DOWN", "UP")));
		Ui.await("node 2 can be added", LIMIT, () -> enabled(Ids.ADD));
		assertFalse(enabled(Ids.CRASH), "a node that is off cannot be crashed");
	}

	@Test
	void terminatingATargetSwitchesOneNodeOff() throws Exception {
		ClusterLaunch launch = launch("ui-target", "7");
		Ui.await("three nodes UP", LIMIT, () -> column("State").equals(List.of("UP", "UP", "UP")));
		NodeTarget third = target(launch, 3);
		third.terminate();
		Ui.await("the target has ended", LIMIT, third::isTerminated);
		Ui.await("node 3 is DOWN", LIMIT, () -> column("State").equals(List.of("UP", "UP", "DOWN")));
		assertFalse(launch.isTerminated());
		launch.session().add(List.of(3)).get();
		Ui.await("a new target for the new boot", LIMIT, () -> !target(launch, 3).isTerminated());
		assertEquals(3, launch.getDebugTargets().length);
	}

	@Test
	void attachesToARunningClusterAndLeavesItRunning() throws Exception {
		ClusterLaunch launch = launch("ui-attached", "7");
		ClusterLaunch attached = (ClusterLaunch) AttachLaunch.byName("ui-attached", new NullProgressMonitor());
		Ui.await("rows of both sessions", LIMIT, () -> table.getItemCount() == 6);
		attached.disconnect();
		assertTrue(attached.isTerminated());
		assertFalse(launch.isTerminated(), "the cluster runs on");
		Ui.await("rows of one session", LIMIT, () -> table.getItemCount() == 3);
	}

	@Test
	void bootsOnlyTheChosenNodes() throws Exception {
		ILaunchConfigurationWorkingCopy configuration = Launches.configuration(Launches.threeNodes(), "ui-some", "simulator");
		configuration.setAttribute(LaunchAttributes.NODES, List.of("1", "2"));
		Launches.start(configuration);
		Ui.await("two nodes UP", LIMIT, () -> column("State").equals(List.of("UP", "UP", "NEVERUP")));
	}

	private static ClusterLaunch launch(String cluster, String seed) throws Exception {
		ILaunchConfigurationWorkingCopy configuration = Launches.configuration(Launches.threeNodes(), cluster, "simulator");
		configuration.setAttribute(LaunchAttributes.SEED, seed);
		return Launches.start(configuration);
	}

	private static NodeTarget target(ClusterLaunch launch, int number) {
		return Arrays.stream(launch.getDebugTargets()).map(NodeTarget.class::cast)
				.filter(target -> target.node().number() == number).findFirst().orElseThrow();
	}

	private static boolean enabled(String command) throws Exception {
		return Ui.on(() -> {
			Command found = Ui.window().getService(ICommandService.class).getCommand(command);
			return found.isEnabled();
		});
	}

	private List<String> column(String heading) {
		int column = Ui.column(table, heading);
		return Arrays.stream(table.getItems()).map(item -> item.getText(column)).toList();
	}
}
