package org.ssiworkbench.views.timeline;

import org.eclipse.core.runtime.IProgressMonitor;
import org.ssiworkbench.trace.export.ExportProgress;

/** Shows how far an export or import is in the Progress view, and cancels it from there. */
final class JobProgress implements ExportProgress {
	private static final int STEPS = 1000;

	private final IProgressMonitor monitor;
	private int shown;

	JobProgress(String name, IProgressMonitor monitor) {
		this.monitor = monitor;
		monitor.beginTask(name, STEPS);
	}

	@Override
	public void worked(long done, long total) {
		int now = total <= 0 ? 0 : (int) (STEPS * (double) done / total);
		if (now > shown)
			monitor.worked(now - shown);
		shown = Math.max(shown, now);
	}

	@Override
	public boolean cancelled() {
		return monitor.isCanceled();
	}
}
