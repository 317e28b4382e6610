package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerLink;
import org.ssiworkbench.controller.protocol.ControllerService.ExecRequest;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.keepalive.KeepaliveView;
import org.ssiworkbench.views.processes.ProcessesView;

/** The Processes view while a real process moves between real nodes, and the Keepalive view while one is started again. */
class ProcessesTest {
	private static final Duration LIMIT = Duration.ofSeconds(90);
	private static final int KILL = 9;

	private Table table;

	@AfterEach
	void end() throws Exception {
		Launches.endAll();
	}

	@Test
	void aProcessIsSeenWhereverItRuns() throws Exception {
		Ui.openPerspective();
		table = Ui.show(Ids.PROCESSES_VIEW, ProcessesView.class).table();
		ClusterLaunch launch = Launches.start(Launches.configuration(Launches.threeNodes(), "ui-processes", "uml"));
		Ui.show(Ids.PROCESSES_VIEW, ProcessesView.class);
		Ui.await("all nodes UP", LIMIT, () -> launch.session().status().nodes().stream().allMatch(node -> node.state().equals("UP")));
		try (ControllerLink link = ControllerLink.connect(launch.session().socket(), new ControllerClient() {
		})) {
			link.service().exec(new ExecRequest(2, List.of("sleep", "1000"), false)).get();
			Ui.await("the process on node 2", LIMIT, () -> node().equals("2"));
			int pid = Integer.parseInt(Ui.on(() -> cell("Process")));
			launch.session().migrate(pid, 3).get();
			Ui.await("the process on node 3", LIMIT, () -> node().equals("3"));
			Ui.on(() -> {
				row().ifPresent(table::setSelection);
				return null;
			});
			Ui.screenshot("processes");
			launch.session().signal(pid, KILL).get();
			Ui.await("no process", LIMIT, () -> row().isEmpty());
			aDeadProcessIsStartedAgain(launch.session(), link);
		}
		assertTrue(launch.session().isOpen());
	}

	private void aDeadProcessIsStartedAgain(ClusterSession session, ControllerLink link) throws Exception {
		table = Ui.show(Ids.KEEPALIVE_VIEW, KeepaliveView.class).table();
		link.service().exec(new ExecRequest(1, List.of("sh", "-c",
				"echo 'command=sleep 1000' >/shared/kept; until spawndaemon -r /shared/kept; do sleep 0.1; done"), false)).get();
		Ui.await("a process that is monitored", LIMIT, () -> cell("State").equals("ok"));
		int pid = Integer.parseInt(Ui.on(() -> cell("Process")));
		session.signal(pid, KILL).get();
		Ui.await("its death and its successor", LIMIT, () -> cell("Deaths").equals("1 of 10") && cell("State").equals("ok")
				&& !cell("Process").equals(String.valueOf(pid)));
		Ui.screenshot("keepalive");
	}

	private String node() {
		return cell("Node");
	}

	private String cell(String heading) {
		int column = Ui.column(table, heading);
		return row().map(item -> item.getText(column)).orElse("");
	}

	private Optional<TableItem> row() {
		int command = Ui.column(table, "Command");
		return Arrays.stream(table.getItems()).filter(item -> item.getText(command).contains("sleep 1000")).findFirst();
	}
}
