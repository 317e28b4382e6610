package org.ssiworkbench.views.internal;

import java.util.Comparator;

import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerComparator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;

/** Sorts a table by the column whose heading was clicked last; a second click turns the order round. UI thread only. */
public final class ColumnSort extends ViewerComparator {
	private final TableViewer viewer;
	private Comparator<Object> order = Comparator.comparingInt(element -> 0);

	/** The table's own order until a heading is clicked. */
	public ColumnSort(TableViewer viewer) {
		this.viewer = viewer;
		viewer.setComparator(this);
	}

	/** Makes a column one to sort by. */
	public <T> void add(TableColumn column, Class<T> type, Comparator<T> ascending) {
		Comparator<Object> byElement = Comparator.comparing(type::cast, ascending);
		column.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> sort(column, byElement)));
	}

	private void sort(TableColumn column, Comparator<Object> ascending) {
		Table table = viewer.getTable();
		boolean down = table.getSortColumn() == column && table.getSortDirection() == SWT.UP;
		table.setSortColumn(column);
		table.setSortDirection(down ? SWT.DOWN : SWT.UP);
		order = down ? ascending.reversed() : ascending;
		viewer.refresh();
	}

	@Override
	public int compare(Viewer sorted, Object one, Object other) {
		return order.compare(one, other);
	}
}
