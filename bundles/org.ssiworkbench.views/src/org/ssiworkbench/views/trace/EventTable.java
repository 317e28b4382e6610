package org.ssiworkbench.views.trace;

import java.util.Arrays;
import java.util.Objects;

import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.SelectionListener;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.views.internal.Icons;

/** A virtual table: only rows that are seen are filled. Follows the newest event unless locked. UI thread only. */
final class EventTable implements ISelectionProvider {
	private final EventList events;
	private final Table table;
	private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
	private boolean locked;

	EventTable(Composite parent, EventList events) {
		this.events = events;
		table = new Table(parent, SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION | SWT.H_SCROLL | SWT.V_SCROLL);
		table.setHeaderVisible(true);
		column(Messages.time, 19, SWT.RIGHT);
		column(Messages.node, 9, SWT.LEFT);
		column(Messages.event, 17, SWT.LEFT);
		column(Messages.peer, 6, SWT.LEFT);
		column(Messages.details, 80, SWT.LEFT);
		table.addListener(SWT.SetData, this::fill);
		table.addSelectionListener(SelectionListener.widgetSelectedAdapter(event -> fireSelection()));
	}

	Table control() {
		return table;
	}

	/** Locked: new events do not scroll the table. */
	void setScrollLock(boolean lock) {
		locked = lock;
		if (!locked)
			showNewest();
	}

	/** Shows what the list has now. */
	void refresh() {
		table.setItemCount(events.shown());
		table.clearAll();
		if (!locked && table.getSelectionCount() == 0)
			showNewest();
	}

	private void showNewest() {
		if (table.getItemCount() > 0)
			table.setTopIndex(table.getItemCount() - 1);
	}

	private void column(String title, int characters, int alignment) {
		TableColumn column = new TableColumn(table, alignment);
		column.setText(title);
		GC gc = new GC(table);
		column.setWidth((int) gc.getFontMetrics().getAverageCharacterWidth() * characters + 12);
		gc.dispose();
	}

	private void fill(Event fill) {
		TraceEvent event = events.get(fill.index);
		if (event == null)
			return;
		TableItem row = (TableItem) fill.item;
		row.setText(new String[] { EventText.time(event), EventText.node(event), EventText.kind(event), EventText.peer(event),
				EventText.details(event) });
		row.setImage(2, icon(event));
	}

	private static Image icon(TraceEvent event) {
		return switch (event.kind()) {
		case CLMS_TRANSITION, CLMS_VIEW -> Icons.TRANSITION.image();
		case ICS_SEND -> Icons.SEND.image();
		case ICS_RECV -> Icons.RECEIVE.image();
		case FAULT_INJECTED -> Icons.FAULT.image();
		case IMALIVE_MISSED, ICS_REMOTE_DOWN, ICS_THROTTLE, MIGRATE_FAIL -> Icons.WARNING.image();
		case ICS_RPC_DONE, LOAD_SAMPLE, LOAD_DECISION, LOG, PROC_START, PROC_EXIT, PROC_SIGNAL, PROC_PLACE, MIGRATE_BEGIN,
				MIGRATE_FREEZE, MIGRATE_TRANSFER, MIGRATE_RESUME, MIGRATE_DONE -> Icons.FACT.image();
		};
	}

	private void fireSelection() {
		SelectionChangedEvent event = new SelectionChangedEvent(this, getSelection());
		listeners.forEach(listener -> listener.selectionChanged(event));
	}

	@Override
	public void addSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.add(listener);
	}

	@Override
	public void removeSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.remove(listener);
	}

	@Override
	public ISelection getSelection() {
		return new StructuredSelection(
				Arrays.stream(table.getSelectionIndices()).mapToObj(events::get).filter(Objects::nonNull).toArray());
	}

	@Override
	public void setSelection(ISelection selection) {
		table.deselectAll();
		fireSelection();
	}
}
