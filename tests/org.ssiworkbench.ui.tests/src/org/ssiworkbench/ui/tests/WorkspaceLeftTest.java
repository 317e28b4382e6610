package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.membership.MembershipView;
import org.ssiworkbench.views.messages.MessagesView;
import org.ssiworkbench.views.timeline.NodeLanes;
import org.ssiworkbench.views.timeline.TimeModel;
import org.ssiworkbench.views.timeline.TraceBookmarks;

/**
 * Arranges the workbench as a user would, as the last one by name. {@link WorkspaceFoundTest} then finds it so in a workbench
 * that is started anew on the same workspace.
 */
class WorkspaceLeftTest {
	static final String PROJECT = "left";
	static final String PINNED = "pinned";
	static final String FILTER = "kind = clms_transition";
	static final String USED = "kind = ics_send";
	static final String MARKED = "look here";
	static final int[] COLUMNS = { 2, 1, 0, 3, 4 };
	static final int WIDTH = 131;
	static final long BEGIN = 10_000_000;
	static final long END = 90_000_000;
	static final long RANGE_BEGIN = 20_000_000;
	static final long RANGE_END = 30_000_000;
	static final long INSTANT = 80_000_000;
	static final long PINNED_BEGIN = 50_000_000;
	static final long PINNED_END = 70_000_000;
	static final NodeLanes LANES = new NodeLanes(List.of(3, 1), Set.of(2));
	private static final Duration LIMIT = Duration.ofSeconds(60);

	static IProject project() {
		return ResourcesPlugin.getWorkspace().getRoot().getProject(PROJECT);
	}

	static Path trace() {
		return project().getLocation().toPath().resolve("busy");
	}

	@Test
	void aTraceIsLookedAtInAnArrangementOfOnesOwn() throws Exception {
		project().create(null);
		project().open(null);
		SimulatedTrace.busy(trace(), 3, 4_000, 5);
		project().refreshLocal(IResource.DEPTH_INFINITE, null);
		Ui.openPerspective();
		Ui.on(() -> {
			IWorkbenchPage page = PlatformUI.getWorkbench().showPerspective(Ids.TRACE_PERSPECTIVE, Ui.window());
			page.resetPerspective();
			page.setEditorAreaVisible(false);
			page.hideView(page.findView(Ids.STATE_VIEW));
			return null;
		});
		ReplayTest.open(trace());
		pinAView();
		look();
		mark();
		filter(Ui.show(Ids.MESSAGES_VIEW, MessagesView.class));
		ResourcesPlugin.getWorkspace().save(true, null); // a run of tests does not end as the product does
	}

	private static void pinAView() throws Exception {
		MembershipView pinned = Ui.on(() -> {
			TimeModel.get().setWindow(PINNED_BEGIN, PINNED_END);
			MembershipView view = (MembershipView) Ui.page().showView(Ids.MEMBERSHIP_VIEW, PINNED, IWorkbenchPage.VIEW_ACTIVATE);
			view.setPinned(true);
			return view;
		});
		Ui.await("the pinned view", LIMIT, () -> pinned.bars().frame() != null && pinned.bars().frame().viewport().end() == PINNED_END);
	}

	private static void look() throws Exception {
		Ui.on(() -> {
			TimeModel.get().setWindow(BEGIN, END);
			TimeModel.get().selectRange(RANGE_BEGIN, RANGE_END);
			TimeModel.get().setInstant(INSTANT);
			TimeModel.get().setLanes(LANES);
			return null;
		});
	}

	private static void mark() throws Exception {
		project().getFile("busy/metadata").createMarker(TraceBookmarks.MARKER,
				Map.of(TraceBookmarks.TIME, String.valueOf(INSTANT), IMarker.MESSAGE, MARKED));
		Ui.await("the bookmark", LIMIT, () -> TimeModel.get().bookmarks().size() == 1);
	}

	private static void filter(MessagesView messages) throws Exception {
		Ui.on(() -> {
			messages.table().setColumnOrder(COLUMNS);
			messages.table().getColumn(1).setWidth(WIDTH);
			messages.setFilter(USED);
			field(messages).notifyListeners(SWT.DefaultSelection, new Event());
			messages.setFilter(FILTER);
			return null;
		});
		int transitions = Ui.on(() -> TimeModel.get().trace().index().rows());
		Ui.await("filtered", LIMIT, () -> messages.found() > 0 && messages.found() < transitions / 10);
		assertTrue(Ui.on(() -> List.of(field(messages).getItems())).contains(USED), "it was used");
	}

	/** Where the filter is typed. */
	static Combo field(MessagesView messages) {
		return Arrays.stream(messages.table().getParent().getParent().getChildren()).filter(Combo.class::isInstance).map(Combo.class::cast)
				.findFirst().orElseThrow();
	}
}
