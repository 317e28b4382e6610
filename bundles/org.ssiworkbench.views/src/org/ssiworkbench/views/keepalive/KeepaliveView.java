package org.ssiworkbench.views.keepalive;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.views.internal.ColumnSort;
import org.ssiworkbench.views.internal.PolledView;
import org.ssiworkbench.views.internal.TableColumns;

/** What keepalive monitors in a cluster: state, deaths, next restart. */
public final class KeepaliveView extends PolledView<Kept> {
	private TableViewer viewer;

	@Override
	protected Control createContent(Composite parent) {
		viewer = new TableViewer(parent, SWT.MULTI | SWT.FULL_SELECTION | SWT.H_SCROLL | SWT.V_SCROLL);
		viewer.getTable().setHeaderVisible(true);
		viewer.getTable().setLinesVisible(true);
		viewer.setContentProvider(ArrayContentProvider.getInstance());
		ColumnSort sort = new ColumnSort(viewer);
		for (KeptColumn column : KeptColumn.values()) {
			TableViewerColumn made = TableColumns.add(viewer, column.title(), column.characters(), column.alignment(), Kept.class,
					column::text);
			sort.add(made.getColumn(), Kept.class, column.order());
		}
		getSite().setSelectionProvider(viewer);
		return viewer.getTable();
	}

	@Override
	protected CompletableFuture<List<Kept>> ask(ClusterSession session) {
		return session.kept().thenApply(all -> all.stream().map(info -> new Kept(session, info)).toList());
	}

	@Override
	protected String show(ClusterSession session, List<Kept> list) {
		int top = viewer.getTable().getTopIndex();
		viewer.getTable().setRedraw(false);
		try {
			viewer.setInput(list);
			viewer.getTable().setTopIndex(top);
		} finally {
			viewer.getTable().setRedraw(true);
		}
		long run = list.stream().filter(kept -> kept.info().pid() != 0).count();
		return NLS.bind(list.isEmpty() ? Messages.none : Messages.headline, new Object[] { session.info().name(), list.size(), run });
	}

	/** The table of what is monitored. */
	public Table table() {
		return viewer.getTable();
	}
}
