package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.debug.breakpoint.SsiBreakpoint;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.timeline.TimeModel;
import org.ssiworkbench.views.upcoming.UpcomingView;

/** Choosing what comes next in a simulated cluster, and looking at what came of it. */
class UpcomingViewTest {
	private static final Duration LIMIT = Duration.ofSeconds(60);
	private static final int FIRST = 0;
	private static final int LOSE = 1;
	private static final int CRASH = 3;

	private final IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
	private UpcomingView view;

	@BeforeEach
	void open() throws Exception {
		Ui.openPerspective();
		view = Ui.show(Ids.UPCOMING_VIEW, UpcomingView.class);
	}

	@AfterEach
	void end() throws Exception {
		breakpoints.removeBreakpoints(breakpoints.getBreakpoints(NodeTarget.MODEL), true);
		Launches.endAll();
	}

	@Test
	void anotherCourseOfEvents() throws Exception {
		SsiBreakpoint.create(DebugScript.JOIN);
		ClusterLaunch launch = Launches.start(Launches.configuration(Launches.threeNodes(), "ui-upcoming", "simulator"));
		Ui.await("what is to come", LIMIT, () -> view.table().getItemCount() > 1);
		String last = Ui.on(() -> text(view.table().getItem(lastMessage())));
		select(view.table(), Ui.on(this::lastMessage));
		choose(FIRST, "");
		Ui.await("the last message comes first", LIMIT,
				() -> !branch(launch).equals("main") && text(view.table().getItem(0)).equals(last));
		Ui.screenshot("upcoming-events");

		breakpoints.removeBreakpoints(breakpoints.getBreakpoints(NodeTarget.MODEL), true);
		SsiBreakpoint.create(new Breakpoint("", Type.TRANSITION, Map.of("node", "3", "to", "KCLEANUP"), "", 0, Suspend.CLUSTER));
		select(view.table(), Ui.on(() -> row(view.table(), 1, "3")));
		choose(CRASH, "without three");
		Ui.await("on the new branch", LIMIT, () -> branch(launch).equals("without three"));
		Path run = Path.of(launch.session().info().trace());
		Ui.await("the views show the branch's trace", LIMIT, () -> shown().startsWith(run.resolve("branches"))
				&& shown().getFileName().toString().startsWith("without-three"));
		Ui.await("which begins with the run", LIMIT, () -> TimeModel.get().trace().index().rows() > 0);
		assertTrue(Ui.on(() -> TimeModel.get().trace().index().begin()) < launch.debug().state().stop().time());
		launch.resume();
		Ui.await("node 3 was found down, or never came", LIMIT, () -> launch.session().status().time() > 100_000_000L);
		if (!launch.isSuspended())
			launch.suspend();
		Ui.await("it stands", LIMIT, () -> view.branches().table().getItemCount() == 3);

		select(view.branches().table(), 0);
		Ui.on(() -> {
			view.branches().actions().get(1).run();
			return null;
		});
		Ui.await("the difference", LIMIT, () -> view.branches().differences().contains("Only in without three"));
		Ui.screenshot("upcoming-branches");
		Ui.on(() -> {
			view.branches().actions().get(0).run();
			return null;
		});
		Ui.await("back on the first branch", LIMIT, () -> branch(launch).equals("main"));
		Ui.await("the views show the first trace", LIMIT, () -> shown().equals(run));
	}

	@Test
	void onlyMessagesCanBeLost() throws Exception {
		SsiBreakpoint.create(DebugScript.JOIN);
		Launches.start(Launches.configuration(Launches.threeNodes(), "ui-upcoming", "simulator"));
		Ui.await("what is to come", LIMIT, () -> view.table().getItemCount() > 1);
		select(view.table(), Ui.on(this::lastMessage));
		assertTrue(Ui.on(() -> view.choices().get(LOSE).isEnabled()));
		select(view.table(), Ui.on(() -> IntStream.range(0, view.table().getItemCount())
				.filter(row -> view.table().getItem(row).getText(2).startsWith("timer")).findFirst().orElseThrow()));
		assertFalse(Ui.on(() -> view.choices().get(LOSE).isEnabled()));
	}

	private static Path shown() {
		return TimeModel.get().trace().folder();
	}

	private static String branch(ClusterLaunch launch) {
		return launch.debug().state().place().branch();
	}

	private void choose(int choice, String branch) throws Exception {
		Ui.await("the choice can be made", LIMIT, () -> view.choices().get(choice).isEnabled());
		Ui.on(() -> {
			view.nameBranch(branch);
			view.choices().get(choice).run();
			return null;
		});
	}

	private int lastMessage() {
		Table table = view.table();
		return IntStream.range(0, table.getItemCount()).filter(row -> table.getItem(row).getText(2).matches("clms\\..*"))
				.reduce((a, b) -> b).orElseThrow();
	}

	private static int row(Table table, int column, String text) {
		return IntStream.range(0, table.getItemCount()).filter(row -> table.getItem(row).getText(column).equals(text)).findFirst()
				.orElseThrow();
	}

	private static String text(TableItem item) {
		return String.join(" ", List.of(item.getText(1), item.getText(2), item.getText(3)));
	}

	private static void select(Table table, int row) throws Exception {
		Ui.on(() -> {
			table.setSelection(row);
			table.notifyListeners(SWT.Selection, new Event());
			return null;
		});
	}
}
