package org.ssiworkbench.views.processes;

import java.util.List;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.eclipse.ui.views.properties.PropertySheetPage;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.internal.CurrentSession;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.internal.UiRefresh;

/** The one process space of a cluster: all processes, wherever they run, with commands to signal and move them. */
public final class ProcessesView extends ViewPart {
	private static final int FILTER_DELAY_MS = 200;

	private Composite area;
	private StackLayout stack;
	private Composite empty;
	private Composite content;
	private ProcessTable processes;
	private UiRefresh refresh;
	private CurrentSession current;
	private ProcessPoll poll;
	private volatile boolean visible = true;

	@Override
	public void createPartControl(Composite parent) {
		area = new Composite(parent, SWT.NONE);
		stack = new StackLayout();
		area.setLayout(stack);
		createEmpty();
		createContent();
		createMenus();
		refresh = new UiRefresh(area, this::show);
		show();
		current = new CurrentSession(getSite(), this::look);
	}

	private void createEmpty() {
		empty = new Composite(area, SWT.NONE);
		GridLayoutFactory.swtDefaults().margins(10, 10).applyTo(empty);
		Label hint = new Label(empty, SWT.WRAP);
		hint.setText(Messages.empty);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(hint);
	}

	private void createContent() {
		content = new Composite(area, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(content);
		Text filter = new Text(content, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
		filter.setMessage(Messages.filterHint);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
		processes = new ProcessTable(content);
		Runnable apply = () -> {
			if (!filter.isDisposed())
				processes.filter(filter.getText());
			refresh.request();
		};
		filter.addModifyListener(change -> filter.getDisplay().timerExec(FILTER_DELAY_MS, apply));
		GridDataFactory.fillDefaults().grab(true, true).applyTo(processes.viewer().getControl());
		getSite().setSelectionProvider(processes.viewer());
	}

	private void createMenus() {
		ProcessMenus menus = new ProcessMenus(processes.viewer());
		MenuManager menu = new MenuManager();
		menu.add(menus.migrate());
		menu.add(menus.signal());
		menu.add(menus.console());
		menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
		processes.viewer().getControl().setMenu(menu.createContextMenu(processes.viewer().getControl()));
		getSite().registerContextMenu(menu, processes.viewer());
		getSite().getService(IContextService.class).activateContext(Ids.PROCESSES_CONTEXT);
		Action follow = new Action(Messages.follow, IAction.AS_CHECK_BOX) {
			@Override
			public void run() {
				processes.follow(isChecked());
			}
		};
		follow.setImageDescriptor(Icons.FOLLOW.descriptor());
		follow.setToolTipText(Messages.followTip);
		getViewSite().getActionBars().getToolBarManager().add(follow);
		getViewSite().getActionBars().getMenuManager().add(follow);
	}

	private void look(ClusterSession session) {
		if (poll != null)
			poll.stop();
		poll = new ProcessPoll(session, () -> visible, refresh::request).start();
		refresh.request();
	}

	private void show() {
		boolean running = poll != null && current.get().isOpen();
		visible = area.isVisible();
		stack.topControl = running ? content : empty;
		area.layout();
		processes.show(poll == null ? List.of() : poll.processes());
		setContentDescription(running ? headline() : ""); //$NON-NLS-1$
	}

	private String headline() {
		long nodes = poll.processes().stream().map(ClusterProcess::node).distinct().count();
		String pattern = processes.shown() == processes.total() ? Messages.headline : Messages.headlineSome;
		String stale = poll.fault() == null ? "" : NLS.bind(Messages.stale, poll.fault()); //$NON-NLS-1$
		return NLS.bind(pattern,
				new Object[] { current.get().info().name(), processes.total(), nodes, processes.shown() }) + stale;
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		return adapter == IPropertySheetPage.class ? adapter.cast(new PropertySheetPage()) : super.getAdapter(adapter);
	}

	/** The table of processes. */
	public Table table() {
		return processes.viewer().getTable();
	}

	@Override
	public void setFocus() {
		area.setFocus();
	}

	@Override
	public void dispose() {
		current.dispose();
		if (poll != null)
			poll.stop();
		super.dispose();
	}
}
