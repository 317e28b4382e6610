package org.ssiworkbench.views.timeline;

import java.io.UncheckedIOException;

import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;

/** Gives the selected event to the workbench, so that the Properties view shows it. UI thread only. */
public final class EventSelection implements ISelectionProvider {
	private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
	private final TimeModel model;
	private final TimeModel.Listener selection = change -> {
		if (change == TimeModel.Change.SELECTION)
			fire();
	};

	/** The selected event of a view. */
	public EventSelection(TimeModel model) {
		this.model = model;
	}

	private void fire() {
		SelectionChangedEvent event = new SelectionChangedEvent(this, getSelection());
		listeners.forEach(listener -> listener.selectionChanged(event));
	}

	@Override
	public ISelection getSelection() {
		if (model.trace() == null || model.row() == TimeModel.NO_ROW)
			return StructuredSelection.EMPTY;
		try {
			return new StructuredSelection(model.trace().index().event(model.row()));
		} catch (UncheckedIOException e) {
			return StructuredSelection.EMPTY; // the trace's files went away; the table says so
		}
	}

	@Override
	public void setSelection(ISelection given) {
		// events are selected through the time model
	}

	@Override
	public void addSelectionChangedListener(ISelectionChangedListener listener) {
		if (listeners.isEmpty())
			model.addListener(selection);
		listeners.add(listener);
	}

	@Override
	public void removeSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.remove(listener);
		if (listeners.isEmpty())
			model.removeListener(selection);
	}
}
