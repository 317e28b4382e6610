package org.ssiworkbench.views.messages;

import java.text.NumberFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.ssiworkbench.trace.export.Bookmark;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.trace.view.MessageOptions;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.internal.RowText;
import org.ssiworkbench.views.internal.UiRefresh;
import org.ssiworkbench.views.timeline.NodeLanes;
import org.ssiworkbench.views.preferences.ViewPreferences;
import org.ssiworkbench.views.timeline.OpenTrace;
import org.ssiworkbench.views.timeline.Selections;
import org.ssiworkbench.views.timeline.TimeCanvas;
import org.ssiworkbench.views.timeline.TimeModel.Change;
import org.ssiworkbench.views.timeline.TimeView;

/** The events of the open trace as a table with a filter, beside the space-time diagram of its messages. */
public final class MessagesView extends TimeView {
	private static final int[] SHARES = { 45, 55 };

	private FilterField filter;
	private CLabel counts;
	private EventGrid grid;
	private TimeCanvas<MessageFrame> diagram;
	private UiRefresh refresh;
	private volatile boolean imalive;
	private volatile Found found;
	private Job search;
	private long searches;

	/** What a filter found in a trace; of two searches the one with the higher number is newer. */
	private record Found(long number, OpenTrace trace, Filter filter, RowSet rows) {
	}

	@Override
	protected Control createContent(Composite parent) {
		SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
		Composite left = new Composite(sash, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(left);
		counts = line(left);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(counts);
		filter = new FilterField(left, model(), settings(), parsed -> search());
		GridDataFactory.fillDefaults().grab(true, false).indent(8, 0).applyTo(filter.control());
		grid = new EventGrid(left, new Selections(model())::event);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(grid.control());
		refresh = new UiRefresh(left, this::show);
		diagram = new TimeCanvas<>(sash, Messages.diagramName, model(),
				(trace, viewport, cancel) -> trace.views().messages(viewport, options(trace), cancel));
		diagram.withNodeLanes();
		sash.setWeights(SHARES);
		settings().keep(sash);
		settings().keep(grid.table());
		hookMenu(grid.table());
		hookMenu(diagram.control());
		return sash;
	}

	@Override
	protected Optional<TimeCanvas<?>> picture() {
		return Optional.of(diagram);
	}

	@Override
	protected void fillToolBar(IToolBarManager bar) {
		bar.add(followMessage());
		bar.add(remembered("imalive", Messages.imalive, Messages.imaliveTip, Icons.IMALIVE, this::showImalive)); //$NON-NLS-1$
		super.fillToolBar(bar);
	}

	/** Not on the UI thread; the lanes were chosen before the frame was asked for. */
	private MessageOptions options(OpenTrace trace) {
		NodeLanes lanes = model().lanes();
		return new MessageOptions(lanes.isChanged() ? lanes.of(trace.views().nodes()) : List.of(), Set.of(), imalive);
	}

	@Override
	protected void fillViewMenu(IMenuManager menu) {
		super.fillViewMenu(menu);
		menu.add(action(Messages.rules, Messages.rulesTip, Icons.FACT, this::openRules));
	}

	@Override
	protected void fillTableMenu(IMenuManager menu, Table table) {
		super.fillTableMenu(menu, table);
		menu.add(action(Messages.copyAll, Messages.copyAllTip, Icons.FACT, this::copyAll));
		menu.add(action(Messages.rules, Messages.rulesTip, Icons.FACT, this::openRules));
	}

	private void openRules() {
		PreferencesUtil.createPreferenceDialogOn(getSite().getShell(), ColorRulesPage.ID, null, null).open();
	}

	private void copyAll() {
		Found now = found;
		TimeFormat times = model().format();
		Display display = getSite().getShell().getDisplay();
		if (now != null)
			Job.create(Messages.copyAll, (ICoreRunnable) monitor -> {
				String text = EventGrid.text(now.trace().index(), now.rows(), times, ViewPreferences.mostCopied());
				display.asyncExec(() -> RowText.copy(display, text));
			}).schedule();
	}

	private void showImalive(boolean on) {
		imalive = on;
		diagram.invalidate();
	}

	@Override
	protected void changed(Change change) {
		switch (change) {
		case TRACE -> {
			grid.clear();
			search();
		}
		case EVENTS -> search();
		case SELECTION -> grid.select(model().row());
		case FORMAT, BOOKMARKS -> refresh.request();
		case WINDOW, INSTANT, LANES -> {
			// the table shows all events, wherever the others look
		}
		}
	}

	/** Looks anew for what the filter wants, in a job; one that is under way for less is given up. */
	private void search() {
		OpenTrace trace = model().trace();
		if (trace == null)
			return;
		Filter wanted = filter.filter();
		if (search != null && !sameSearch(trace, wanted))
			search.cancel();
		long number = ++searches;
		search = Job.createSystem(Messages.searchJob, (ICoreRunnable) monitor -> {
			RowSet rows = trace.search(wanted, monitor::isCanceled);
			if (monitor.isCanceled())
				return;
			arrived(new Found(number, trace, wanted, rows));
		});
		search.schedule();
	}

	/** Searches of a growing trace run side by side; one that is overtaken does not matter any more. */
	private synchronized void arrived(Found newest) {
		if (found != null && found.number() > newest.number())
			return;
		found = newest;
		refresh.request();
	}

	private boolean sameSearch(OpenTrace trace, Filter wanted) {
		return found != null && found.trace() == trace && found.filter() == wanted;
	}

	private void show() {
		Found now = found;
		if (now == null || now.trace() != model().trace())
			return;
		model().setMatches(now.rows());
		grid.setBookmarks(model().bookmarks().stream().map(Bookmark::time).collect(Collectors.toSet()));
		grid.show(now.trace().index(), now.rows(), model().format(), model().isFollowing());
		int all = now.trace().index().rows();
		counts.setText(NLS.bind(now.rows().size() == all ? Messages.all : Messages.some,
				new Object[] { now.trace().folder().getFileName(), count(now.rows().size()), count(all) }));
	}

	private static String count(int rows) {
		return NumberFormat.getIntegerInstance().format(rows);
	}

	/** The table of events. */
	public Table table() {
		return grid.table();
	}

	/** How many events the filter lets through. */
	public int found() {
		return grid.size();
	}

	/** Types into the filter field as a user would. */
	public void setFilter(String text) {
		filter.set(text);
	}

	/** The diagram. */
	public TimeCanvas<MessageFrame> diagram() {
		return diagram;
	}
}
