package org.ssiworkbench.views.cluster;

import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.services.IEvaluationService;
import org.eclipse.ui.views.properties.IPropertySheetPage;
import org.eclipse.ui.views.properties.PropertySheetPage;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.NodeStatus;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.ClusterSessionListener;
import org.ssiworkbench.debug.session.ClusterSessions;
import org.ssiworkbench.views.Ids;
import org.ssiworkbench.views.internal.ClusterTime;
import org.ssiworkbench.views.internal.EmptyHint;
import org.ssiworkbench.views.internal.UiRefresh;

/** Every node of the attached clusters, live: its state, what it believes of the others, its load and place. */
public final class ClusterView extends ViewPart {
	private Composite area;
	private StackLayout stack;
	private Control empty;
	private NodeTable nodes;
	private UiRefresh refresh;
	private PropertySheetPage properties;

	private final ClusterSessionListener cluster = new ClusterSessionListener() {
		@Override
		public void statusChanged(ClusterSession session, ClusterStatus status) {
			refresh.request();
		}

		@Override
		public void ended(ClusterSession session, String reason) {
			refresh.request();
		}
	};

	private final ClusterSessions.Listener sessions = new ClusterSessions.Listener() {
		@Override
		public void sessionAdded(ClusterSession session) {
			session.addListener(cluster);
			refresh.request();
		}

		@Override
		public void sessionRemoved(ClusterSession session) {
			session.removeListener(cluster);
			refresh.request();
		}
	};

	@Override
	public void createPartControl(Composite parent) {
		area = new Composite(parent, SWT.NONE);
		stack = new StackLayout();
		area.setLayout(stack);
		empty = EmptyHint.noCluster(area, getSite());
		nodes = new NodeTable(area);
		refresh = new UiRefresh(area, this::show);
		connect();
		show();
	}

	private void connect() {
		MenuManager menu = new MenuManager();
		nodes.viewer().getControl().setMenu(menu.createContextMenu(nodes.viewer().getControl()));
		getSite().registerContextMenu(menu, nodes.viewer());
		getSite().setSelectionProvider(nodes.viewer());
		getSite().getService(IContextService.class).activateContext(Ids.CLUSTER_CONTEXT);
		ClusterSessions.addListener(sessions);
		ClusterSessions.open().forEach(session -> session.addListener(cluster));
	}

	private void show() {
		List<ClusterSession> open = ClusterSessions.open();
		nodes.show(open.stream().flatMap(session -> session.nodes().stream()).toList(), open.size() > 1);
		stack.topControl = open.isEmpty() ? empty : nodes.control();
		area.layout();
		refreshProperties();
		setContentDescription(open.stream().map(ClusterView::headline).collect(Collectors.joining("   |   "))); //$NON-NLS-1$
		IEvaluationService evaluation = getSite().getService(IEvaluationService.class);
		evaluation.requestEvaluation(NodeTester.CAN_ADD);
		evaluation.requestEvaluation(NodeTester.CAN_END);
	}

	/** What is true of the cluster as a whole. */
	private static String headline(ClusterSession session) {
		ClusterStatus status = session.status();
		long up = status.nodes().stream().filter(node -> "UP".equals(node.state())).count(); //$NON-NLS-1$
		String master = status.nodes().stream().filter(NodeStatus::master).map(node -> String.valueOf(node.number()))
				.collect(Collectors.joining(", ")); //$NON-NLS-1$
		return NLS.bind(Messages.headline, new Object[] { status.name(), status.phase(), ClusterTime.brief(status.time()), up,
				status.nodes().size(), master.isEmpty() ? Messages.noMaster : master });
	}

	/** Properties of the selected node, kept up to date. */
	@Override
	public <T> T getAdapter(Class<T> adapter) {
		if (adapter != IPropertySheetPage.class)
			return super.getAdapter(adapter);
		properties = new PropertySheetPage();
		return adapter.cast(properties);
	}

	private void refreshProperties() {
		if (properties != null && properties.getControl() != null && !properties.getControl().isDisposed())
			properties.refresh();
	}

	/** The table of nodes. */
	public Table table() {
		return nodes.viewer().getTable();
	}

	/** Selects nodes as a user would. */
	public void select(List<ClusterNode> selected) {
		nodes.viewer().setSelection(new StructuredSelection(selected), true);
	}

	/** Selects the last node. */
	public void selectLast() {
		Object last = nodes.viewer().getElementAt(nodes.viewer().getTable().getItemCount() - 1);
		nodes.viewer().setSelection(new StructuredSelection(last), true);
	}

	@Override
	public void setFocus() {
		if (stack.topControl == nodes.control())
			nodes.viewer().getControl().setFocus();
		else
			empty.setFocus();
	}

	@Override
	public void dispose() {
		ClusterSessions.removeListener(sessions);
		ClusterSessions.open().forEach(session -> session.removeListener(cluster));
		super.dispose();
	}
}
