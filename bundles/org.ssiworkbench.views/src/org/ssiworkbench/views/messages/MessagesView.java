package org.ssiworkbench.views.messages;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.trace.view.MessageOptions;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.internal.UiRefresh;
import org.ssiworkbench.views.timeline.EventSelection;
import org.ssiworkbench.views.timeline.OpenTrace;
import org.ssiworkbench.views.timeline.Selections;
import org.ssiworkbench.views.timeline.TimeCanvas;
import org.ssiworkbench.views.timeline.TimeModel;
import org.ssiworkbench.views.timeline.TimeModel.Change;
import org.ssiworkbench.views.timeline.TimeView;

/** The events of the open trace as a table with a filter, beside the space-time diagram of its messages. */
public final class MessagesView extends TimeView {
	private static final int[] SHARES = { 45, 55 };

	private FilterField filter;
	private EventGrid grid;
	private TimeCanvas<MessageFrame> diagram;
	private UiRefresh refresh;
	private volatile MessageOptions options = new MessageOptions(List.of(), Set.of(), false);
	private volatile Found found;
	private Job search;

	/** What a filter found in a trace. */
	private record Found(OpenTrace trace, Filter filter, RowSet rows) {
	}

	@Override
	protected Control createContent(Composite parent) {
		SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
		Composite left = new Composite(sash, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(left);
		filter = new FilterField(left, parsed -> search());
		GridDataFactory.fillDefaults().grab(true, false).indent(8, 0).applyTo(filter.control());
		grid = new EventGrid(left, Selections::event);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(grid.control());
		refresh = new UiRefresh(left, this::show);
		diagram = new TimeCanvas<>(sash, Messages.diagramName,
				(trace, viewport, cancel) -> trace.views().messages(viewport, options, cancel));
		sash.setWeights(SHARES);
		getSite().setSelectionProvider(new EventSelection());
		return sash;
	}

	@Override
	protected Optional<TimeCanvas<?>> picture() {
		return Optional.of(diagram);
	}

	@Override
	protected void fillToolBar(IToolBarManager bar) {
		bar.add(action(Messages.otherEnd, Messages.otherEndTip, Icons.SEND, Selections::otherEnd));
		IAction imalive = toggle(Messages.imalive, Messages.imaliveTip, Icons.IMALIVE, this::showImalive);
		bar.add(imalive);
		super.fillToolBar(bar);
	}

	private void showImalive(boolean on) {
		options = new MessageOptions(options.nodes(), options.services(), on);
		diagram.invalidate();
	}

	@Override
	protected void changed(Change change) {
		switch (change) {
		case TRACE, EVENTS -> search();
		case SELECTION -> grid.select(TimeModel.get().row());
		case FORMAT -> refresh.request();
		case WINDOW, INSTANT -> {
			// the table shows all events, wherever the others look
		}
		}
	}

	/** Looks anew for what the filter wants, in a job; one that is under way for less is given up. */
	private void search() {
		OpenTrace trace = TimeModel.get().trace();
		if (trace == null)
			return;
		Filter wanted = filter.filter();
		if (search != null && !sameSearch(trace, wanted))
			search.cancel();
		search = Job.createSystem(Messages.searchJob, (ICoreRunnable) monitor -> {
			RowSet rows = trace.search(wanted, monitor::isCanceled);
			if (monitor.isCanceled())
				return;
			found = new Found(trace, wanted, rows);
			refresh.request();
		});
		search.schedule();
	}

	private boolean sameSearch(OpenTrace trace, Filter wanted) {
		return found != null && found.trace() == trace && found.filter() == wanted;
	}

	private void show() {
		Found now = found;
		if (now == null || now.trace() != TimeModel.get().trace())
			return;
		grid.show(now.trace().index(), now.rows(), TimeModel.get().format(), TimeModel.get().isFollowing());
		int all = now.trace().index().rows();
		setContentDescription(NLS.bind(now.rows().size() == all ? Messages.all : Messages.some,
				new Object[] { now.trace().folder().getFileName(), now.rows().size(), all }));
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
