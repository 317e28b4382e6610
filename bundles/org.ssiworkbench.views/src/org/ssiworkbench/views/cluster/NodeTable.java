package org.ssiworkbench.views.cluster;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.views.internal.ColumnSort;
import org.ssiworkbench.views.internal.StateMarks;
import org.ssiworkbench.views.internal.TableColumns;
import org.ssiworkbench.views.processes.ProcessDrop;

/** The Cluster view's table. UI thread only. */
final class NodeTable {
	private final TableViewer viewer;
	private final StateMarks marks;
	private final Map<NodeColumn, TableViewerColumn> columns = new EnumMap<>(NodeColumn.class);
	private final ColumnSort sort;
	private List<ClusterNode> shown = List.of();

	NodeTable(Composite parent) {
		viewer = new TableViewer(parent, SWT.MULTI | SWT.FULL_SELECTION | SWT.H_SCROLL | SWT.V_SCROLL);
		Table table = viewer.getTable();
		table.setHeaderVisible(true);
		table.setLinesVisible(true);
		viewer.setContentProvider(ArrayContentProvider.getInstance());
		viewer.setUseHashlookup(true);
		ColumnViewerToolTipSupport.enableFor(viewer);
		marks = new StateMarks(parent.getDisplay(), viewer::refresh);
		table.addDisposeListener(event -> marks.dispose());
		sort = new ColumnSort(viewer);
		ProcessDrop.install(viewer);
		for (NodeColumn column : NodeColumn.values())
			columns.put(column, create(column));
	}

	TableViewer viewer() {
		return viewer;
	}

	Control control() {
		return viewer.getControl();
	}

	/** Keeps selection and scrolling: rows are replaced only when others are to be shown. */
	void show(List<ClusterNode> nodes, boolean severalClusters) {
		if (!nodes.equals(shown)) {
			shown = nodes;
			viewer.setInput(nodes);
			setVisible(NodeColumn.CLUSTER, severalClusters);
		} else {
			viewer.refresh(true);
		}
	}

	private TableViewerColumn create(NodeColumn column) {
		TableViewerColumn made = TableColumns.add(viewer, column.title(), column.characters(), column.alignment());
		made.setLabelProvider(new Labels(column, marks));
		sort.add(made.getColumn(), ClusterNode.class, column.order());
		return made;
	}

	private void setVisible(NodeColumn column, boolean visible) {
		columns.get(column).getColumn().setWidth(visible ? TableColumns.width(viewer.getTable(), column.characters()) : 0);
		columns.get(column).getColumn().setResizable(visible);
	}

	private static final class Labels extends ColumnLabelProvider {
		private final NodeColumn column;
		private final StateMarks marks;

		Labels(NodeColumn column, StateMarks marks) {
			this.column = column;
			this.marks = marks;
		}

		@Override
		public String getText(Object element) {
			ClusterNode node = (ClusterNode) element;
			return node.status().map(status -> column.text(node, status)).orElse(""); //$NON-NLS-1$
		}

		@Override
		public Image getImage(Object element) {
			if (column != NodeColumn.STATE)
				return null;
			return ((ClusterNode) element).status().map(status -> marks.of(status.state())).orElse(null);
		}

		@Override
		public String getToolTipText(Object element) {
			return switch (column) {
			case VIEW -> Messages.viewTip;
			case LOAD -> Messages.loadTip;
			case MEMORY -> Messages.memoryTip;
			case MACHINE -> Messages.machineTip;
			case NAME -> Messages.nameTip;
			default -> null;
			};
		}
	}
}
