package org.ssiworkbench.views.timeline;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.swt.widgets.Shell;
import org.ssiworkbench.trace.picture.Marks;
import org.ssiworkbench.views.internal.Icons;

/** What the context menus of all time views have. UI thread only. */
final class TimeMenu {
	private final Shell shell;
	private final TimeModel model;
	private final Selections selections;

	TimeMenu(Shell shell, TimeModel model) {
		this.shell = shell;
		this.model = model;
		selections = new Selections(model);
	}

	/** Causes and effects; {@code why} is what the view does to find the causes. */
	void addWhy(IMenuManager menu, Runnable why, boolean canAsk) {
		boolean selected = model.row() != TimeModel.NO_ROW;
		add(menu, TimeView.action(Messages.why, Messages.whyTip, Icons.WHY, why), canAsk);
		add(menu, TimeView.action(Messages.effects, Messages.effectsTip, Icons.WHY, selections::effects), selected);
		add(menu, followMessage(), selected);
	}

	/** From one end of the selected message to the other. */
	Action followMessage() {
		return TimeView.action(Messages.otherEnd, Messages.otherEndTip, Icons.SEND, selections::otherEnd);
	}

	/** Marks the time where the clock is, or takes the mark away. */
	void addBookmarks(IMenuManager menu) {
		boolean marked = model.bookmarks().stream().anyMatch(mark -> mark.time() == model.instant());
		menu.add(TimeView.action(Messages.bookmark, Messages.bookmarkTip, Icons.BOOKMARK, () -> BookmarkDialog.ask(shell, model)));
		add(menu, TimeView.action(Messages.removeBookmark, Messages.removeBookmarkTip, Icons.BOOKMARK,
				() -> BookmarkDialog.remove(model)), marked);
	}

	/** Shows another window of time. */
	void addZoom(IMenuManager menu) {
		add(menu, TimeView.action(Messages.zoomRange, Messages.zoomRangeTip, Icons.FIT,
				() -> model.setWindow(model.rangeBegin(), model.rangeEnd())), model.rangeBegin() != Marks.NONE);
		menu.add(TimeView.action(Messages.fit, Messages.fitTip, Icons.FIT, model::fit));
		menu.add(TimeView.action(Messages.goTo, Messages.goToTip, Icons.GO_TO, () -> GoToTime.ask(shell, model)));
	}

	private static void add(IMenuManager menu, Action action, boolean enabled) {
		action.setEnabled(enabled);
		menu.add(action);
	}
}
