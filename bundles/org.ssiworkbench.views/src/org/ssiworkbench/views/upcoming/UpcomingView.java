package org.ssiworkbench.views.upcoming;

import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.events.KeyListener;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;
import org.ssiworkbench.controller.protocol.DebugService.BranchList;
import org.ssiworkbench.controller.protocol.DebugService.Choice;
import org.ssiworkbench.controller.protocol.DebugService.DebugState;
import org.ssiworkbench.controller.protocol.DebugService.UpcomingInfo;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.ClusterSessionListener;
import org.ssiworkbench.debug.session.Replies;
import org.ssiworkbench.views.internal.ClusterTime;
import org.ssiworkbench.views.internal.CurrentSession;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.internal.TableColumns;
import org.ssiworkbench.views.internal.UiRefresh;

/** What is to come in a simulated cluster that stands, what may come instead, and the branches that came of such choices. */
public final class UpcomingView extends ViewPart implements ClusterSessionListener {
	private static final int SECONDS = 10;

	private Label state;
	private Text branchName;
	private TableViewer events;
	private BranchTable branches;
	private CurrentSession current;
	private ClusterSession followed;
	private UiRefresh refresh;

	/** Makes something come instead of what would. */
	private final class ChoiceAction extends Action {
		private final String choice;

		ChoiceAction(String choice, String text, String tip, Icons icon) {
			super(text, icon.descriptor());
			this.choice = choice;
			setToolTipText(tip);
			setEnabled(false);
		}

		@Override
		public void run() {
			choose(choice, getText());
		}
	}

	private final ChoiceAction first = new ChoiceAction("prefer", Messages.deliverFirst, Messages.deliverFirstTip, Icons.DELIVER); //$NON-NLS-1$
	private final ChoiceAction lose = new ChoiceAction("lose", Messages.lose, Messages.loseTip, Icons.LOSE); //$NON-NLS-1$
	private final ChoiceAction repeat = new ChoiceAction("repeat", Messages.repeat, Messages.repeatTip, Icons.REPEAT); //$NON-NLS-1$
	private final ChoiceAction crash = new ChoiceAction("crash", Messages.crash, Messages.crashTip, Icons.CRASH); //$NON-NLS-1$

	@Override
	public void createPartControl(Composite parent) {
		Composite area = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().numColumns(3).margins(4, 2).applyTo(area);
		state = new Label(area, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(state);
		new Label(area, SWT.NONE).setText(Messages.newBranch);
		branchName = new Text(area, SWT.BORDER);
		branchName.setMessage(Messages.newBranchHint);
		branchName.setToolTipText(Messages.newBranchTip);
		GridDataFactory.fillDefaults().hint(TableColumns.width(area, 16), SWT.DEFAULT).applyTo(branchName);
		SashForm sash = new SashForm(area, SWT.HORIZONTAL);
		GridDataFactory.fillDefaults().grab(true, true).span(3, 1).applyTo(sash);
		createEvents(sash);
		branches = new BranchTable(sash, getSite(), this::ask);
		sash.setWeights(3, 2);
		refresh = new UiRefresh(area, this::show);
		IToolBarManager bar = getViewSite().getActionBars().getToolBarManager();
		choices().forEach(bar::add);
		bar.add(new Separator());
		branches.actions().forEach(bar::add);
		current = new CurrentSession(getSite(), this::follow);
		refresh.request();
	}

	private void createEvents(Composite parent) {
		events = new TableViewer(parent, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER);
		events.setContentProvider(ArrayContentProvider.getInstance());
		events.getTable().setHeaderVisible(true);
		TableColumns.add(events, Messages.timeColumn, 20, SWT.LEFT, UpcomingInfo.class, event -> ClusterTime.full(event.time()));
		TableColumns.add(events, Messages.nodeColumn, 6, SWT.LEFT, UpcomingInfo.class, event -> number(event.node()));
		TableColumns.add(events, Messages.whatColumn, 34, SWT.LEFT, UpcomingInfo.class, UpcomingInfo::text);
		TableColumns.add(events, Messages.fromColumn, 6, SWT.LEFT, UpcomingInfo.class, event -> number(event.peer()));
		events.addSelectionChangedListener(event -> enable());
		events.addDoubleClickListener(event -> runIfEnabled(first));
		events.getTable().addKeyListener(KeyListener.keyPressedAdapter(key -> {
			if (key.keyCode == SWT.DEL)
				runIfEnabled(lose);
		}));
		MenuManager menu = new MenuManager();
		choices().forEach(menu::add);
		events.getTable().setMenu(menu.createContextMenu(events.getTable()));
		getSite().registerContextMenu(menu, events);
		getSite().setSelectionProvider(events);
	}

	private static String number(int node) {
		return node == 0 ? "" : String.valueOf(node); //$NON-NLS-1$
	}

	private static void runIfEnabled(Action action) {
		if (action.isEnabled())
			action.run();
	}

	private void follow(ClusterSession session) {
		if (followed != null)
			followed.removeListener(this);
		followed = session;
		session.addListener(this);
		refresh.request();
	}

	@Override
	public void debugStopped(ClusterSession session, DebugState now) {
		refresh.request();
	}

	@Override
	public void debugResumed(ClusterSession session, DebugState now) {
		refresh.request();
	}

	@Override
	public void ended(ClusterSession session, String reason) {
		refresh.request();
	}

	private void show() {
		ClusterSession session = followed;
		if (session == null || !session.isOpen())
			show(Messages.nothing, List.of(), null);
		else
			Job.createSystem(Messages.lookJob, (ICoreRunnable) monitor -> look(session)).schedule();
	}

	private void look(ClusterSession session) {
		String name = session.info().name();
		try {
			DebugState now = Replies.within(session.debug().state(), SECONDS);
			if (!now.state().equals("suspended")) { //$NON-NLS-1$
				later(NLS.bind(Messages.runs, name), List.of(), null);
				return;
			}
			List<UpcomingInfo> upcoming = Replies.within(session.debug().upcoming(), SECONDS);
			BranchList all = Replies.within(session.debug().branches(), SECONDS);
			later(NLS.bind(Messages.stands, new Object[] { name, ClusterTime.full(now.stop().time()), all.current() }), upcoming, all);
		} catch (CoreException e) {
			later(e.getMessage(), List.of(), null); // the controller's own words
		}
	}

	private void later(String text, List<UpcomingInfo> upcoming, BranchList all) {
		getSite().getShell().getDisplay().asyncExec(() -> show(text, upcoming, all));
	}

	private void show(String text, List<UpcomingInfo> upcoming, BranchList all) {
		if (state.isDisposed())
			return;
		state.setText(text);
		state.setToolTipText(text);
		events.setInput(upcoming);
		branches.show(all);
		enable();
	}

	private void enable() {
		UpcomingInfo event = selected();
		boolean message = event != null && List.of("frame", "datagram").contains(event.kind()); //$NON-NLS-1$ //$NON-NLS-2$
		first.setEnabled(event != null);
		lose.setEnabled(message);
		repeat.setEnabled(message && event.kind().equals("datagram")); //$NON-NLS-1$
		crash.setEnabled(event != null && event.node() != 0);
	}

	private UpcomingInfo selected() {
		return (UpcomingInfo) events.getStructuredSelection().getFirstElement();
	}

	private void choose(String choice, String text) {
		UpcomingInfo event = selected();
		Choice chosen = new Choice(choice, event.event(), event.node(), branchName.getText().strip());
		branchName.setText(""); //$NON-NLS-1$
		ask(NLS.bind(Messages.choiceJob, text, event.text()), session -> session.debug().choose(chosen));
	}

	private void ask(String title, BranchTable.Request request) {
		ClusterSession session = followed;
		Job job = Job.create(title, (ICoreRunnable) monitor -> Replies.await(request.of(session), monitor));
		job.setUser(true);
		job.schedule();
	}

	/** What can be done with the selected event: deliver it first, lose it, repeat it, crash its node. */
	public List<Action> choices() {
		return List.of(first, lose, repeat, crash);
	}

	/** Names the branch that the next choice begins. */
	public void nameBranch(String name) {
		branchName.setText(name);
	}

	/** What is to come. */
	public Table table() {
		return events.getTable();
	}

	/** The branches, and in what two of them differ. */
	public BranchTable branches() {
		return branches;
	}

	@Override
	public void setFocus() {
		events.getTable().setFocus();
	}

	@Override
	public void dispose() {
		current.dispose();
		if (followed != null)
			followed.removeListener(this);
		super.dispose();
	}
}
