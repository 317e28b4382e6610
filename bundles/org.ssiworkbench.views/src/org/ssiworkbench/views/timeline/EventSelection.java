package org.ssiworkbench.views.timeline;

import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;

/** Gives the selected event to the workbench, so that the Properties view shows it. UI thread only. */
public final class EventSelection implements ISelectionProvider {
	private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
	private final TimeModel.Listener selection = change -> {
		if (change == TimeModel.Change.SELECTION)
			fire();
	};

	private void fire() {
		SelectionChangedEvent event = new SelectionChangedEvent(this, getSelection());
		listeners.forEach(listener -> listener.selectionChanged(event));
	}

	@Override
	public ISelection getSelection() {
		TimeModel model = TimeModel.get();
		return model.trace() == null || model.row() == TimeModel.NO_ROW ? StructuredSelection.EMPTY
				: new StructuredSelection(model.trace().index().event(model.row()));
	}

	@Override
	public void setSelection(ISelection given) {
		// events are selected through the time model
	}

	@Override
	public void addSelectionChangedListener(ISelectionChangedListener listener) {
		if (listeners.isEmpty())
			TimeModel.get().addListener(selection);
		listeners.add(listener);
	}

	@Override
	public void removeSelectionChangedListener(ISelectionChangedListener listener) {
		listeners.remove(listener);
		if (listeners.isEmpty())
			TimeModel.get().removeListener(selection);
	}
}
