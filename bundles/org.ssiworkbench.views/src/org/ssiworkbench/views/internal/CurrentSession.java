package org.ssiworkbench.views.internal;

import java.util.Objects;
import java.util.function.Consumer;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchPartSite;
import org.ssiworkbench.debug.session.ClusterNode;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.ClusterSessions;

/**
 * The cluster that a view is about: the newest one, or the one whose node the user selected last anywhere in the window.
 * A session stays the current one when it ends, until another begins. UI thread only.
 */
public final class CurrentSession {
	private final IWorkbenchPartSite site;
	private final Consumer<ClusterSession> changed;
	private final Display display;
	private final ISelectionListener selections = this::selected;
	private final ClusterSessions.Listener sessions = new ClusterSessions.Listener() {
		@Override
		public void sessionAdded(ClusterSession session) {
			display.asyncExec(() -> change(session));
		}

		@Override
		public void sessionRemoved(ClusterSession session) {
			// what it has shown stays to be looked at
		}
	};
	private ClusterSession current;
	private boolean disposed;

	/** {@code changed} gets the session that is current from now on. */
	public CurrentSession(IWorkbenchPartSite site, Consumer<ClusterSession> changed) {
		this.site = site;
		this.changed = changed;
		display = site.getShell().getDisplay();
		ClusterSessions.addListener(sessions);
		site.getPage().addSelectionListener(selections);
		ClusterSessions.open().stream().reduce((first, second) -> second).ifPresent(this::change);
	}

	/** The current session; null before the first one. */
	public ClusterSession get() {
		return current;
	}

	/** Ends following. */
	public void dispose() {
		disposed = true;
		ClusterSessions.removeListener(sessions);
		site.getPage().removeSelectionListener(selections);
	}

	private void selected(IWorkbenchPart part, ISelection selection) {
		if (!(selection instanceof IStructuredSelection structured))
			return;
		ClusterNode node = Adapters.adapt(structured.getFirstElement(), ClusterNode.class);
		if (node != null)
			change(node.session());
	}

	private void change(ClusterSession session) {
		if (disposed || Objects.equals(current, session))
			return;
		current = session;
		changed.accept(session);
	}
}
