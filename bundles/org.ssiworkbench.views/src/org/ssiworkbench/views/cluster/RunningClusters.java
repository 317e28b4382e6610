package org.ssiworkbench.views.cluster;

import java.util.Map;

import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.AbstractSourceProvider;
import org.eclipse.ui.ISources;
import org.ssiworkbench.debug.session.ClusterSession;
import org.ssiworkbench.debug.session.ClusterSessions;

/** The variable {@code org.ssiworkbench.views.clusters}: {@code running} while a cluster is attached, else {@code none}. */
public final class RunningClusters extends AbstractSourceProvider {
	private static final String VARIABLE = "org.ssiworkbench.views.clusters"; //$NON-NLS-1$

	private final Display display = Display.getDefault();
	private final ClusterSessions.Listener listener = new ClusterSessions.Listener() {
		@Override
		public void sessionAdded(ClusterSession session) {
			tell();
		}

		@Override
		public void sessionRemoved(ClusterSession session) {
			tell();
		}
	};

	/** Made by the workbench. */
	public RunningClusters() {
		ClusterSessions.addListener(listener);
	}

	@Override
	public Map<String, String> getCurrentState() {
		return Map.of(VARIABLE, ClusterSessions.open().isEmpty() ? "none" : "running"); //$NON-NLS-1$ //$NON-NLS-2$
	}

	@Override
	public String[] getProvidedSourceNames() {
		return new String[] { VARIABLE };
	}

	@Override
	public void dispose() {
		ClusterSessions.removeListener(listener);
	}

	private void tell() {
		if (!display.isDisposed())
			display.asyncExec(() -> fireSourceChanged(ISources.WORKBENCH, getCurrentState()));
	}
}
