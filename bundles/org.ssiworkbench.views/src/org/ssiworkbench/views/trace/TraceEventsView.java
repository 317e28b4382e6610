package org.ssiworkbench.views.trace;

import java.nio.file.Path;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.views.internal.CurrentSession;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.internal.UiRefresh;

/** The events of the current cluster's trace as they happen, or of a trace that was opened. */
public final class TraceEventsView extends ViewPart {
	private static final int FILTER_DELAY = 200;

	private final EventList events = new EventList();
	private final Runnable applyFilter = this::applyFilter;
	private Composite area;
	private StackLayout stack;
	private Composite empty;
	private Composite content;
	private Text filter;
	private EventTable table;
	private UiRefresh refresh;
	private CurrentSession session;
	private FollowJob follow;
	private Path trace;

	@Override
	public void createPartControl(Composite parent) {
		area = new Composite(parent, SWT.NONE);
		stack = new StackLayout();
		area.setLayout(stack);
		createEmpty();
		createContent();
		createActions();
		refresh = new UiRefresh(area, this::show);
		show();
		session = new CurrentSession(getSite(), this::follow);
	}

	private void createEmpty() {
		empty = new Composite(area, SWT.NONE);
		GridLayoutFactory.swtDefaults().margins(10, 10).applyTo(empty);
		Link link = new Link(empty, SWT.WRAP);
		link.setText(Messages.empty);
		link.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> run(event.text)));
		GridDataFactory.fillDefaults().grab(true, false).applyTo(link);
	}

	private void createContent() {
		content = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(content);
		filter = new Text(content, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
		filter.setMessage(Messages.filterHint);
		filter.addModifyListener(change -> filter.getDisplay().timerExec(FILTER_DELAY, applyFilter));
		GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
		table = new EventTable(content, events);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
		getSite().setSelectionProvider(table);
	}

	private void createActions() {
		Action lock = new Action(Messages.scrollLock, IAction.AS_CHECK_BOX) {
			@Override
			public void run() {
				table.setScrollLock(isChecked());
			}
		};
		lock.setImageDescriptor(Icons.LOCK.descriptor());
		lock.setToolTipText(Messages.scrollLockTip);
		getViewSite().getActionBars().getToolBarManager().add(lock);
		getViewSite().getActionBars().getMenuManager().add(lock);
	}

	private void run(String command) {
		try {
			getSite().getService(IHandlerService.class).executeCommand(command, null);
		} catch (CommandException e) {
			ILog.of(TraceEventsView.class).error("The command " + command + " failed.", e); //$NON-NLS-1$ //$NON-NLS-2$
		}
	}

	private void follow(ClusterSession cluster) {
		open(Path.of(cluster.info().trace()), cluster);
	}

	/** Shows a trace that nobody writes any more. */
	public void open(Path folder) {
		open(folder, null);
	}

	private void open(Path folder, ClusterSession cluster) {
		if (follow != null)
			follow.cancel();
		events.clear();
		trace = folder;
		follow = new FollowJob(folder, events, () -> cluster != null && cluster.isOpen(), refresh::request);
		follow.setSystem(cluster != null);
		follow.schedule();
		show();
	}

	private void applyFilter() {
		if (filter.isDisposed())
			return;
		EventFilter now = EventFilter.of(filter.getText());
		Job.createSystem(Messages.filterJob, (IProgressMonitor monitor) -> {
			events.filter(now);
			refresh.request();
		}).schedule();
	}

	private void show() {
		stack.topControl = trace == null ? empty : content;
		area.layout();
		table.refresh();
		setContentDescription(trace == null ? "" : headline()); //$NON-NLS-1$
	}

	private String headline() {
		String counts = events.shown() == events.total() ? NLS.bind(Messages.all, events.total())
				: NLS.bind(Messages.some, events.shown(), events.total());
		String dropped = events.dropped() == 0 ? "" : NLS.bind(Messages.dropped, events.dropped()); //$NON-NLS-1$
		return trace + ":  " + counts + dropped; //$NON-NLS-1$
	}

	/** The events shown. */
	public EventList events() {
		return events;
	}

	/** The table. */
	public Table table() {
		return table.control();
	}

	/** Types into the filter field as a user would. */
	public void setFilter(String text) {
		filter.setText(text);
	}

	@Override
	public void setFocus() {
		if (trace != null)
			table.control().setFocus();
	}

	@Override
	public void dispose() {
		session.dispose();
		if (follow != null)
			follow.cancel();
		super.dispose();
	}
}
