package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IAction;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.help.IWorkbenchHelpSystem;
import org.eclipse.ui.ide.IDE;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.app.help.HelpView;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.export.Bookmark;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.trace.view.Frame;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.internal.TabHeader;
import org.ssiworkbench.views.membership.MembershipView;
import org.ssiworkbench.views.messages.MessagesView;
import org.ssiworkbench.views.migrations.MigrationsView;
import org.ssiworkbench.views.replay.ReplayView;
import org.ssiworkbench.views.state.StateView;
import org.ssiworkbench.views.timeline.PackTraceHandler;
import org.ssiworkbench.views.timeline.Selections;
import org.ssiworkbench.views.timeline.TimeCanvas;
import org.ssiworkbench.views.timeline.TimeModel;
import org.ssiworkbench.views.timeline.TraceBookmarks;
import org.ssiworkbench.views.timeline.UnpackTraceHandler;

/** What the time views do for those who work in them all day. */
class TimeViewFeaturesTest {
	private static final Duration LIMIT = Duration.ofSeconds(60);
	private static final Map<String, Class<? extends IViewPart>> VIEWS = Map.of(Ids.MESSAGES_VIEW, MessagesView.class,
			Ids.MEMBERSHIP_VIEW, MembershipView.class, Ids.MIGRATIONS_VIEW, MigrationsView.class, Ids.REPLAY_VIEW, ReplayView.class,
			Ids.STATE_VIEW, StateView.class);

	private IProject project;
	private Path trace;
	private MessagesView messages;

	@BeforeEach
	void open() throws Exception {
		project = ResourcesPlugin.getWorkspace().getRoot().getProject("traces");
		project.create(null);
		project.open(null);
		trace = SimulatedTrace.busy(project.getLocation().toPath().resolve("busy"), 3, 4_000, 5);
		Ui.openPerspective();
		run(() -> PlatformUI.getWorkbench().showPerspective(Ids.TRACE_PERSPECTIVE, Ui.window()).setEditorAreaVisible(false));
		ReplayTest.open(trace);
		messages = Ui.show(Ids.MESSAGES_VIEW, MessagesView.class);
	}

	@AfterEach
	void close() throws Exception {
		InstanceScope.INSTANCE.getNode(Ids.BUNDLE).remove("colorRules");
		run(() -> {
			messages.setFilter("");
			TimeModel.get().open(null);
		});
		project.delete(true, true, null);
	}

	@Test
	void aBookmarkIsAMarkerThatAllViewsShow() throws Exception {
		long time = Ui.on(() -> TimeModel.get().trace().index().time(100));
		assertEquals(List.of(), Ui.on(() -> TimeModel.get().bookmarks()));
		project.refreshLocal(IResource.DEPTH_INFINITE, null);
		IFile metadata = project.getFile("busy/metadata");
		IMarker marker = metadata.createMarker(TraceBookmarks.MARKER,
				Map.of(TraceBookmarks.TIME, String.valueOf(time), IMarker.MESSAGE, "look here"));
		Ui.await("the bookmark", LIMIT, () -> TimeModel.get().bookmarks().size() == 1);
		assertEquals(List.of(time), Ui.on(() -> TimeModel.get().marks().bookmarks()));
		assertEquals(1, metadata.findMarkers(IMarker.BOOKMARK, true, IResource.DEPTH_ZERO).length, "the Bookmarks view has it");
		run(() -> TimeModel.get().setInstant(0));
		Ui.on(() -> IDE.openEditor(Ui.page(), marker));
		Ui.await("the clock at the bookmark", LIMIT, () -> TimeModel.get().instant() == time);
		Ui.screenshot("time-bookmark");
		marker.delete();
		Ui.await("no bookmark", LIMIT, () -> TimeModel.get().bookmarks().isEmpty());
		run(() -> Ui.page().closeAllEditors(false));
	}

	@Test
	void bookmarksTravelInTheTracePackage() throws Exception {
		project.refreshLocal(IResource.DEPTH_INFINITE, null);
		project.getFile("busy/metadata").createMarker(TraceBookmarks.MARKER,
				Map.of(TraceBookmarks.TIME, "200000000", IMarker.MESSAGE, "look here"));
		Path file = project.getLocation().toPath().resolve("sent.zip");
		Job packing = PackTraceHandler.pack(trace, file, TraceBookmarks.of(trace));
		packing.join();
		assertTrue(packing.getResult().isOK(), packing.getResult().getMessage());
		Job unpacking = UnpackTraceHandler.unpack(file, project.getFullPath(), Ui.display());
		unpacking.join();
		assertTrue(unpacking.getResult().isOK(), unpacking.getResult().getMessage());
		Path received = project.getLocation().toPath().resolve("sent");
		Ui.await("the unpacked trace", LIMIT, () -> TimeModel.get().trace() != null && TimeModel.get().trace().folder().equals(received));
		assertEquals(List.of(new Bookmark(200_000_000, "look here")), Ui.on(() -> TimeModel.get().bookmarks()));
	}

	/** Whether a canvas has painted what it was asked for; it paints nothing until the first frame of a trace has been computed. */
	private static <F extends Frame> boolean shows(TimeCanvas<F> canvas, Predicate<F> what) {
		F frame = canvas.frame();
		return frame != null && what.test(frame);
	}

	@Test
	void aPinnedViewKeepsItsWindow() throws Exception {
		run(() -> TimeModel.get().setWindow(0, 50_000_000));
		MembershipView pinned = Ui.show(Ids.MEMBERSHIP_VIEW, MembershipView.class);
		Ui.await("bars", LIMIT, () -> shows(pinned.bars(), frame -> frame.viewport().end() == 50_000_000));
		run(() -> {
			pinned.setPinned(true);
			TimeModel.get().setWindow(0, 70_000_000);
		});
		Ui.await("the others go on", LIMIT, () -> shows(messages.diagram(), frame -> frame.viewport().end() == 70_000_000));
		assertEquals(50_000_000, Ui.on(() -> pinned.bars().frame().viewport().end()));
		run(() -> {
			pinned.setPinned(false);
			assertNotNull(pinned.bars().frame(), "its picture stays until the new one is there");
		});
		Ui.await("with the others again", LIMIT, () -> shows(pinned.bars(), frame -> frame.viewport().end() == 70_000_000));
	}

	@Test
	void lanesAreHiddenAndMovedByKeyboardInAllViews() throws Exception {
		MembershipView membership = Ui.show(Ids.MEMBERSHIP_VIEW, MembershipView.class);
		run(() -> {
			membership.showMatrix(false);
			membership.showBeliefs(false);
			new Selections(TimeModel.get()).event(rowOfNode(2));
			key(messages.diagram().control(), SWT.DEL, 0);
		});
		Ui.await("two lanes", LIMIT, () -> shows(messages.diagram(), frame -> frame.nodes().equals(List.of(1, 3))));
		Ui.await("two bars", LIMIT, () -> shows(membership.bars(), frame -> frame.rows().stream().map(row -> row.node()).toList().equals(List.of(1, 3))));
		run(() -> {
			new Selections(TimeModel.get()).event(rowOfNode(3));
			key(messages.diagram().control(), SWT.ARROW_UP, SWT.ALT);
		});
		Ui.await("node 3 on top", LIMIT, () -> shows(messages.diagram(), frame -> frame.nodes().equals(List.of(3, 1))));
		reopen();
		Ui.await("the lanes of the last time", LIMIT, () -> shows(messages.diagram(), frame -> frame.nodes().equals(List.of(3, 1))));
		run(() -> key(messages.diagram().control(), SWT.INSERT, 0));
		Ui.await("all lanes", LIMIT, () -> shows(messages.diagram(), frame -> frame.nodes().equals(List.of(1, 2, 3))));
	}

	@Test
	void aTraceIsOpenedAsItWasLeft() throws Exception {
		run(() -> {
			TimeModel.get().setWindow(10_000_000, 90_000_000);
			TimeModel.get().selectRange(20_000_000, 30_000_000);
			TimeModel.get().setInstant(TimeModel.get().trace().index().time(500));
		});
		long instant = Ui.on(() -> TimeModel.get().instant());
		reopen();
		Ui.await("the window of the last time", LIMIT, () -> TimeModel.get().begin() == 10_000_000 && TimeModel.get().end() == 90_000_000);
		assertEquals(20_000_000, Ui.on(() -> TimeModel.get().rangeBegin()));
		assertEquals(instant, Ui.on(() -> TimeModel.get().instant()));
		run(() -> {
			TimeModel.get().fit();
			TimeModel.get().selectRange(Marks.NONE, Marks.NONE);
		});
	}

	@Test
	void filterColumnsAndSashComeBackWithTheView() throws Exception {
		run(() -> {
			Table table = messages.table();
			table.setColumnOrder(new int[] { 1, 0, 2, 3, 4 });
			table.getColumn(1).setWidth(123);
			messages.setFilter("kind = clms_transition");
		});
		Ui.await("filtered", LIMIT, () -> messages.found() > 0 && messages.found() < 4_000);
		int found = Ui.on(() -> messages.found());
		MessagesView next = Ui.on(() -> (MessagesView) Ui.page().showView(Ids.MESSAGES_VIEW, "next", IWorkbenchPage.VIEW_ACTIVATE));
		Ui.await("filtered again", LIMIT, () -> next.found() == found);
		assertEquals(123, Ui.on(() -> next.table().getColumn(1).getWidth()));
		assertEquals(1, Ui.on(() -> next.table().getColumnOrder()[0]));
		run(() -> {
			next.table().setColumnOrder(new int[] { 0, 1, 2, 3, 4 });
			Ui.page().hideView(next);
		});
	}

	@Test
	void stepsFromMatchToMatchOfTheFilter() throws Exception {
		run(() -> messages.setFilter("kind = clms_transition and subject = 3"));
		Ui.await("filtered", LIMIT, () -> TimeModel.get().matches() != null && TimeModel.get().matches().size() == messages.found()
				&& messages.found() > 1 && messages.found() < 100);
		run(() -> {
			TimeModel.get().select(TimeModel.NO_ROW, Set.of());
			TimeModel.get().setInstant(0);
			key(messages.diagram().control(), 'n', 0);
		});
		int first = Ui.on(() -> TimeModel.get().row());
		assertEquals(Ui.on(() -> TimeModel.get().matches().get(0)), first);
		run(() -> key(messages.diagram().control(), 'n', 0));
		assertEquals(Ui.on(() -> TimeModel.get().matches().get(1)), Ui.on(() -> TimeModel.get().row()));
		run(() -> key(messages.diagram().control(), 'p', 0));
		assertEquals(first, Ui.on(() -> TimeModel.get().row()));
	}

	@Test
	void whyInTheStateViewGoesToTheEventThatMadeIt() throws Exception {
		StateView state = Ui.show(Ids.STATE_VIEW, StateView.class);
		run(() -> TimeModel.get().setInstant(TimeModel.get().trace().index().end()));
		Ui.await("the state", LIMIT, () -> state.shownTime() == TimeModel.get().instant());
		run(() -> {
			TreeItem members = Arrays.stream(state.tree().getItems()).filter(item -> item.getText().equals("members")).findFirst().orElseThrow();
			StateText.expand(members);
			state.tree().setSelection(members.getItem(2));
			action(state, "Why?").run();
		});
		Ui.await("the event", LIMIT, () -> TimeModel.get().row() != TimeModel.NO_ROW);
		TraceEvent event = Ui.on(() -> TimeModel.get().trace().index().event(TimeModel.get().row()));
		assertEquals(EventKind.CLMS_TRANSITION, event.kind());
		assertEquals(3, event.integer("subject"));
		Ui.await("what led to it", LIMIT, () -> TimeModel.get().marks().rows().size() > 1);
	}

	private static IAction action(IViewPart view, String name) {
		return Arrays.stream(view.getViewSite().getActionBars().getToolBarManager().getItems())
				.filter(ActionContributionItem.class::isInstance).map(item -> ((ActionContributionItem) item).getAction())
				.filter(action -> action.getText().equals(name)).findFirst().orElseThrow();
	}

	@Test
	void aColourRuleColoursTheRows() throws Exception {
		InstanceScope.INSTANCE.getNode(Ids.BUNDLE).put("colorRules", "200,30,30 kind = fault_injected\n30,30,200 node >= 0");
		assertEquals("fault_injected", Ui.on(() -> messages.table().getItem(0).getText(2)));
		Ui.await("the first rule's colour", LIMIT, () -> background(0).equals(new RGB(200, 30, 30)));
		assertEquals(new RGB(30, 30, 200), Ui.on(() -> background(1)));
		Ui.screenshot("time-colours");
	}

	@Test
	void toolBarsStayBesideTheTabsInEveryPerspective() throws Exception {
		for (String perspective : List.of(Ids.PERSPECTIVE, Ids.TRACE_PERSPECTIVE, Ids.PERSPECTIVE))
			for (String id : List.of(Ids.MESSAGES_VIEW, Ids.MEMBERSHIP_VIEW, Ids.REPLAY_VIEW)) {
				Ui.on(() -> PlatformUI.getWorkbench().showPerspective(perspective, Ui.window()));
				IViewPart view = Ui.show(id, VIEWS.get(id));
				Ui.await("the tool bar of " + id + " in " + perspective, LIMIT,
						() -> !TabHeader.isCovered(TabHeader.folder(main(view).getParent())));
			}
	}

	@Test
	void everyCanvasIsReachedByTabAndHasItsMenuAndHelp() throws Exception {
		for (Map.Entry<String, Class<? extends IViewPart>> each : VIEWS.entrySet()) {
			IViewPart view = Ui.show(each.getKey(), each.getValue());
			Control canvas = Ui.on(() -> main(view));
			Ui.on(() -> canvas.forceFocus());
			Ui.await("the focus in " + each.getKey(), LIMIT, canvas::isFocusControl);
			assertTrue(Ui.on(() -> canvas.getMenu() != null), "a context menu in " + each.getKey());
			assertTrue(Ui.on(() -> canvas.traverse(SWT.TRAVERSE_TAB_NEXT)), "Tab leads out of " + each.getKey());
			Ui.await("the focus out of " + each.getKey(), LIMIT, () -> !canvas.isFocusControl());
		}
		assertEquals(1, Ui.on(() -> helpItems()), "Help Contents in the menu Help");
		IWorkbenchHelpSystem help = PlatformUI.getWorkbench().getHelpSystem();
		run(() -> help.displayHelp(Ids.MESSAGES_VIEW));
		HelpView shown = Ui.show(HelpView.ID, HelpView.class);
		Ui.screenshot("help");
		run(() -> help.displayHelpResource("/org.ssiworkbench.views/html/messages.html"));
		Ui.screenshot("help-page");
		run(() -> Ui.page().hideView(shown));
	}

	private static long helpItems() {
		MenuItem help = Arrays.stream(Ui.window().getShell().getMenuBar().getItems())
				.filter(item -> item.getText().replace("&", "").equals("Help")).findFirst().orElseThrow();
		help.getMenu().notifyListeners(SWT.Show, new Event());
		return Arrays.stream(help.getMenu().getItems()).filter(item -> item.getText().replace("&", "").startsWith("Help Contents")).count();
	}

	private RGB background(int row) {
		return messages.table().getItem(row).getBackground().getRGB();
	}

	private void reopen() throws Exception {
		run(() -> TimeModel.get().open(null));
		ReplayTest.open(trace);
	}

	private static int rowOfNode(int node) {
		int row = 0;
		while (TimeModel.get().trace().index().node(row) != node)
			row++;
		return row;
	}

	/** What a view mainly consists of. */
	private static Control main(IViewPart view) {
		return switch (view) {
		case MessagesView messages -> messages.diagram().control();
		case MembershipView membership -> membership.bars().control();
		case MigrationsView migrations -> migrations.lanes().control();
		case ReplayView replay -> replay.overview().control();
		case StateView state -> state.tree();
		default -> throw new AssertionError(view);
		};
	}

	private static void key(Control control, int code, int modifiers) {
		Event event = new Event();
		event.keyCode = code;
		event.stateMask = modifiers;
		control.notifyListeners(SWT.KeyDown, event);
	}

	private interface Act {
		void run() throws Exception;
	}

	private static void run(Act act) throws Exception {
		Ui.on(() -> {
			act.run();
			return null;
		});
	}
}
