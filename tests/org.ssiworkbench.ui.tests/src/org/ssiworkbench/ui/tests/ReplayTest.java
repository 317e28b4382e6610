package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.trace.query.Membership;
import org.ssiworkbench.trace.query.MembershipChange;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.membership.MembershipView;
import org.ssiworkbench.views.messages.MessagesView;
import org.ssiworkbench.views.timeline.OpenTrace;
import org.ssiworkbench.views.timeline.TimeModel;
import org.ssiworkbench.views.timeline.TraceOpener;

/** Recorded traces in the time views. */
class ReplayTest {
	private static final Duration LIMIT = Duration.ofSeconds(60);

	@TempDir
	Path folder;

	@BeforeEach
	void open() throws Exception {
		Ui.openPerspective();
		Ui.on(() -> {
			PlatformUI.getWorkbench().showPerspective(Ids.TRACE_PERSPECTIVE, Ui.window()).setEditorAreaVisible(false);
			return null;
		});
	}

	@AfterEach
	void close() throws Exception {
		Ui.on(() -> {
			TimeModel.get().open(null);
			return null;
		});
	}

	@Test
	void viewsAgreeWithTheCommandLine() throws Exception {
		Path trace = SimulatedTrace.busy(folder.resolve("three"), 3, 8_000, 5);
		open(trace);
		new Agreement(trace).check(20, 1);
		picture("replay-3");
	}

	@Test
	void aHundredNodes() throws Exception {
		Path trace = SimulatedTrace.troubled(folder.resolve("hundred"), 4);
		open(trace);
		new Agreement(trace).check(3, 1);
		theTableReachesAllTransitions();
		picture("replay-100");
	}

	private static void theTableReachesAllTransitions() throws Exception {
		MembershipView membership = Ui.show(Ids.MEMBERSHIP_VIEW, MembershipView.class);
		List<MembershipChange> all = Membership.of(TimeModel.get().trace().index());
		Ui.await("all transitions", LIMIT, () -> membership.transitions() == all.size());
		Ui.on(() -> {
			Table table = membership.table();
			assertTrue(all.size() > 10 * table.getItemCount(), "many more than can be seen");
			press(table, SWT.END);
			assertEquals(String.valueOf(all.getLast().transid()), Ui.cell(table, table.getItemCount() - 1, 1));
			assertEquals(all.getLast().time(), TimeModel.get().instant());
			press(table, SWT.HOME);
			assertEquals(String.valueOf(all.getFirst().transid()), Ui.cell(table, 0, 1));
			assertEquals(all.getFirst().time(), TimeModel.get().instant());
			return null;
		});
	}

	private static void press(Table table, int key) {
		Event event = new Event();
		event.keyCode = key;
		table.notifyListeners(SWT.KeyDown, event);
	}

	/** A screenshot of the whole trace, with the clock late in it. */
	static void picture(String name) throws Exception {
		MembershipView membership = Ui.show(Ids.MEMBERSHIP_VIEW, MembershipView.class);
		Ui.on(() -> {
			membership.showBeliefs(false);
			membership.showMatrix(false);
			TimeModel.get().fit();
			TimeModel.get().setInstant(TimeModel.get().begin() + (TimeModel.get().end() - TimeModel.get().begin()) / 5 * 4);
			return null;
		});
		Table events = Ui.show(Ids.MESSAGES_VIEW, MessagesView.class).table();
		Ui.await("a table full of events", LIMIT,
				() -> events.getItemCount() == (events.getClientArea().height - events.getHeaderHeight()) / events.getItemHeight());
		Ui.screenshot(name);
	}

	/** Opens a trace, which may have been followed while it grew, and waits until the views have all of it. */
	static void open(Path trace) throws Exception {
		OpenTrace before = Ui.on(() -> TimeModel.get().trace());
		TraceOpener.start(Ui.display()).open(trace);
		Ui.await("the whole trace", LIMIT, () -> TimeModel.get().trace() != null && TimeModel.get().trace() != before
				&& TimeModel.get().trace().folder().equals(trace) && TimeModel.get().trace().isRead());
		MessagesView messages = Ui.show(Ids.MESSAGES_VIEW, MessagesView.class);
		Ui.await("all events", LIMIT, () -> messages.found() == TimeModel.get().trace().index().rows());
	}
}
