package org.ssiworkbench.ui.tests;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerLink;
import org.ssiworkbench.controller.protocol.ControllerService.ExecRequest;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.migrations.MigrationsView;
import org.ssiworkbench.views.processes.ProcessesView;

/** Real processes spread over real nodes by themselves, and the views show it as it happens. */
class LevelingTest {
	private static final Duration LIMIT = Duration.ofSeconds(90);
	private static final String PROGRAM = "bash-ll";
	private static final String START = "for i in 1 2 3 4 5 6 7 8 9; do " + PROGRAM + " -c 'while :; do :; done' & done";
	private static final int MOVES = 6;

	@AfterEach
	void end() throws Exception {
		Launches.endAll();
	}

	@Test
	void nineBusyProcessesSpreadBeforeTheUsersEyes() throws Exception {
		Ui.openPerspective();
		Table processes = Ui.show(Ids.PROCESSES_VIEW, ProcessesView.class).table();
		ClusterLaunch launch = Launches.start(Launches.configuration(Launches.model("leveling", Launches.example("leveling")), "ui-leveling", "uml"));
		Ui.show(Ids.PROCESSES_VIEW, ProcessesView.class);
		Ui.await("all nodes UP", LIMIT, () -> launch.session().status().nodes().stream().allMatch(node -> node.state().equals("UP")));
		try (ControllerLink link = ControllerLink.connect(launch.session().socket(), new ControllerClient() {
		})) {
			link.service().exec(new ExecRequest(1, List.of("sh", "-c", START), false)).get();
			Ui.await("three processes on each node", LIMIT, () -> places(processes).equals(Map.of("1", 3L, "2", 3L, "3", 3L)));
		}
		Ui.screenshot("leveling-processes");
		MigrationsView moves = Ui.show(Ids.MIGRATIONS_VIEW, MigrationsView.class);
		Ui.await("the moves in the trace", LIMIT, () -> moves.migrations() >= MOVES);
		Ui.screenshot("leveling-migrations");
	}

	/** How many of the busy processes each node has. */
	private static Map<String, Long> places(Table table) {
		int command = Ui.column(table, "Command");
		int node = Ui.column(table, "Node");
		return Arrays.stream(table.getItems()).filter(item -> item.getText(command).startsWith(PROGRAM)).map(item -> item.getText(node))
				.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
	}
}
