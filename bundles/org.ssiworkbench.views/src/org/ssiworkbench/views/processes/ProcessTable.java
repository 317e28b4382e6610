package org.ssiworkbench.views.processes;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.ssiworkbench.views.internal.ColumnSort;
import org.ssiworkbench.views.internal.TableColumns;

/** The Processes view's table. UI thread only. */
final class ProcessTable {
	private final TableViewer viewer;
	private final ColumnSort sort;
	private List<ClusterProcess> all = List.of();
	private String filter = ""; //$NON-NLS-1$
	private boolean following;

	ProcessTable(Composite parent) {
		viewer = new TableViewer(parent, SWT.MULTI | SWT.FULL_SELECTION | SWT.H_SCROLL | SWT.V_SCROLL);
		Table table = viewer.getTable();
		table.setHeaderVisible(true);
		table.setLinesVisible(true);
		viewer.setContentProvider(ArrayContentProvider.getInstance());
		viewer.setUseHashlookup(true);
		sort = new ColumnSort(viewer);
		for (ProcessColumn column : ProcessColumn.values())
			create(column);
		viewer.addDragSupport(DND.DROP_MOVE, new Transfer[] { LocalSelectionTransfer.getTransfer() }, new Drag());
	}

	private void create(ProcessColumn column) {
		TableViewerColumn made = TableColumns.add(viewer, column.title(), column.characters(), column.alignment(),
				ClusterProcess.class, process -> column.text(process.info()));
		sort.add(made.getColumn(), ClusterProcess.class, Comparator.comparing(ClusterProcess::info, column.order()));
	}

	TableViewer viewer() {
		return viewer;
	}

	/** How many rows there are of how many processes. */
	int shown() {
		return viewer.getTable().getItemCount();
	}

	int total() {
		return all.size();
	}

	/** Keeps selection and scrolling, or with {@link #follow} the selected process in sight. */
	void show(List<ClusterProcess> processes) {
		all = processes;
		StructuredSelection selected = (StructuredSelection) viewer.getStructuredSelection();
		int top = viewer.getTable().getTopIndex();
		viewer.getTable().setRedraw(false);
		try {
			viewer.setInput(processes.stream().filter(this::matches).toList());
			viewer.setSelection(new StructuredSelection(again(selected)), following);
			if (!following)
				viewer.getTable().setTopIndex(top);
		} finally {
			viewer.getTable().setRedraw(true);
		}
	}

	/** The selected processes as they are now. */
	private List<ClusterProcess> again(StructuredSelection selected) {
		return all.stream().filter(selected.toList()::contains).toList();
	}

	void filter(String words) {
		filter = words.toLowerCase(Locale.ROOT).strip();
		show(all);
	}

	/** Whether the selected process is kept in sight wherever it moves in the order. */
	void follow(boolean on) {
		following = on;
		show(all);
	}

	/** Every word of the filter occurs in the row. */
	private boolean matches(ClusterProcess process) {
		String row = String.join(" ", Arrays.stream(ProcessColumn.values()).map(column -> column.text(process.info())).toList()) //$NON-NLS-1$
				.toLowerCase(Locale.ROOT);
		return Arrays.stream(filter.split("\\s+")).allMatch(row::contains); //$NON-NLS-1$
	}

	private final class Drag extends DragSourceAdapter {
		@Override
		public void dragStart(DragSourceEvent event) {
			event.doit = !viewer.getStructuredSelection().isEmpty();
			LocalSelectionTransfer.getTransfer().setSelection(viewer.getStructuredSelection());
		}

		@Override
		public void dragFinished(DragSourceEvent event) {
			LocalSelectionTransfer.getTransfer().setSelection(null);
		}
	}
}
