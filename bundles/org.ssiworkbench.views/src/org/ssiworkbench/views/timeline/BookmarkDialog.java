package org.ssiworkbench.views.timeline;

import java.nio.file.Path;

import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;
import org.ssiworkbench.trace.export.Bookmark;

/** Marks the time where the replay clock is, and takes marks away. UI thread only; the workspace is changed in a job. */
final class BookmarkDialog {
	private interface Change {
		void make(Path folder) throws CoreException;
	}

	private BookmarkDialog() {
	}

	/** Asks what there is to see and marks it, unless no trace is open. */
	static void ask(Shell shell, TimeModel model) {
		if (model.trace() == null)
			return;
		long time = model.instant();
		String location = model.format().full(time);
		InputDialog dialog = new InputDialog(shell, Messages.bookmarkTitle, NLS.bind(Messages.bookmarkMessage, location), "", //$NON-NLS-1$
				text -> text.isBlank() ? Messages.bookmarkFault : null);
		if (dialog.open() == Window.OK)
			change(model, folder -> TraceBookmarks.add(folder, new Bookmark(time, dialog.getValue().strip()), location));
	}

	/** Takes away what marks the time where the clock is. */
	static void remove(TimeModel model) {
		long time = model.instant();
		change(model, folder -> TraceBookmarks.remove(folder, time));
	}

	private static void change(TimeModel model, Change change) {
		Path folder = model.trace().folder();
		WorkspaceJob job = new WorkspaceJob(Messages.bookmarkTitle) {
			@Override
			public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
				change.make(folder);
				return Status.OK_STATUS;
			}
		};
		job.setUser(true);
		job.schedule();
	}
}
