package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.eclipse.ui.IViewReference;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.trace.export.Bookmark;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.membership.MembershipView;
import org.ssiworkbench.views.messages.MessagesView;
import org.ssiworkbench.views.timeline.TimeModel;

/** What {@link WorkspaceLeftTest} left is there when the workbench is started again. A run of its own. */
class WorkspaceFoundTest {
	private static final Duration LIMIT = Duration.ofSeconds(60);

	@Test
	void allIsAsItWasLeft() throws Exception {
		assumeTrue(WorkspaceLeftTest.project().exists(), "only after the other one");
		assertEquals(Ids.TRACE_PERSPECTIVE, Ui.on(() -> Ui.page().getPerspective().getId()));
		assertNull(Ui.on(() -> Ui.page().findView(Ids.STATE_VIEW)), "it was closed");
		MessagesView messages = Ui.on(() -> (MessagesView) Ui.page().findView(Ids.MESSAGES_VIEW));
		Ui.await("the trace", LIMIT, () -> TimeModel.get().shows(WorkspaceLeftTest.trace()) && TimeModel.get().trace().isRead());
		theLookIsTheSame();
		thePinnedViewStillIs();
		assertArrayEquals(WorkspaceLeftTest.COLUMNS, Ui.on(() -> messages.table().getColumnOrder()));
		assertEquals(WorkspaceLeftTest.WIDTH, Ui.on(() -> messages.table().getColumn(1).getWidth()));
		assertEquals(WorkspaceLeftTest.FILTER, Ui.on(() -> WorkspaceLeftTest.field(messages).getText()));
		assertTrue(Ui.on(() -> List.of(WorkspaceLeftTest.field(messages).getItems())).contains(WorkspaceLeftTest.USED), "the filters used before");
		Ui.await("filtered", LIMIT, () -> messages.found() > 0 && messages.found() < TimeModel.get().trace().index().rows() / 10);
		Ui.screenshot("restarted");
	}

	private static void theLookIsTheSame() throws Exception {
		Ui.await("the window", LIMIT,
				() -> TimeModel.get().begin() == WorkspaceLeftTest.BEGIN && TimeModel.get().end() == WorkspaceLeftTest.END);
		assertEquals(WorkspaceLeftTest.INSTANT, Ui.on(() -> TimeModel.get().instant()));
		assertEquals(WorkspaceLeftTest.RANGE_BEGIN, Ui.on(() -> TimeModel.get().rangeBegin()));
		assertEquals(WorkspaceLeftTest.RANGE_END, Ui.on(() -> TimeModel.get().rangeEnd()));
		assertEquals(WorkspaceLeftTest.LANES, Ui.on(() -> TimeModel.get().lanes()));
		assertEquals(List.of(new Bookmark(WorkspaceLeftTest.INSTANT, WorkspaceLeftTest.MARKED)), Ui.on(() -> TimeModel.get().bookmarks()));
	}

	private static void thePinnedViewStillIs() throws Exception {
		MembershipView pinned = Ui.on(() -> {
			IViewReference found = Arrays.stream(Ui.page().getViewReferences())
					.filter(view -> WorkspaceLeftTest.PINNED.equals(view.getSecondaryId())).findFirst().orElse(null);
			assertNotNull(found, "the second membership view");
			return (MembershipView) found.getView(true);
		});
		Ui.on(() -> {
			Ui.page().bringToTop(pinned);
			return null;
		});
		Ui.await("the pinned window", LIMIT, () -> pinned.bars().frame() != null
				&& pinned.bars().frame().viewport().begin() == WorkspaceLeftTest.PINNED_BEGIN
				&& pinned.bars().frame().viewport().end() == WorkspaceLeftTest.PINNED_END);
	}
}
