package org.ssiworkbench.views.processes;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.eclipse.ui.views.properties.PropertySheetPage;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.internal.Icons;
import org.ssiworkbench.views.internal.PolledView;

/** The one process space of a cluster: all processes, wherever they run, with commands to signal and move them. */
public final class ProcessesView extends PolledView<ClusterProcess> {
	private static final int FILTER_DELAY_MS = 200;

	private ProcessTable processes;

	@Override
	protected CompletableFuture<List<ClusterProcess>> ask(ClusterSession session) {
		return session.processes().thenApply(all -> all.stream().map(info -> new ClusterProcess(session, info)).toList());
	}

	@Override
	protected Control createContent(Composite parent) {
		Composite content = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(content);
		Text filter = new Text(content, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
		filter.setMessage(Messages.filterHint);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(filter);
		processes = new ProcessTable(content);
		Runnable apply = () -> {
			if (!filter.isDisposed())
				processes.filter(filter.getText());
			refresh();
		};
		filter.addModifyListener(change -> filter.getDisplay().timerExec(FILTER_DELAY_MS, apply));
		GridDataFactory.fillDefaults().grab(true, true).applyTo(processes.viewer().getControl());
		getSite().setSelectionProvider(processes.viewer());
		createMenus();
		return content;
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

	@Override
	protected String show(ClusterSession session, List<ClusterProcess> list) {
		processes.show(list);
		long nodes = list.stream().map(ClusterProcess::node).distinct().count();
		String pattern = processes.shown() == processes.total() ? Messages.headline : Messages.headlineSome;
		return NLS.bind(pattern, new Object[] { session.info().name(), processes.total(), nodes, processes.shown() });
	}

	@Override
	public <T> T getAdapter(Class<T> adapter) {
		return adapter == IPropertySheetPage.class ? adapter.cast(new PropertySheetPage()) : super.getAdapter(adapter);
	}

	/** The table of processes. */
	public Table table() {
		return processes.viewer().getTable();
	}
}
