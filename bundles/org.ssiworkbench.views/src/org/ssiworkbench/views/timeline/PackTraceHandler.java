package org.ssiworkbench.views.timeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.trace.export.Bookmark;
import org.ssiworkbench.trace.export.TracePackage;

/** Packs the open trace with its bookmarks into one file, for somebody else. */
public final class PackTraceHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		OpenTrace trace = TimeModel.get().trace();
		Shell shell = HandlerUtil.getActiveShellChecked(event);
		if (trace == null) {
			MessageDialog.openInformation(shell, Messages.packTitle, Messages.nothingOpen);
			return null;
		}
		FileDialog dialog = new FileDialog(shell, SWT.SAVE);
		dialog.setText(Messages.packTitle);
		dialog.setFilterExtensions(new String[] { "*.zip" }); //$NON-NLS-1$
		dialog.setFileName(trace.folder().getFileName() + ".zip"); //$NON-NLS-1$
		dialog.setOverwrite(true);
		String file = dialog.open();
		if (file != null)
			pack(trace.folder(), Path.of(file), TimeModel.get().bookmarks());
		return null;
	}

	/** Packs in a job. */
	public static Job pack(Path folder, Path file, List<Bookmark> bookmarks) {
		String name = NLS.bind(Messages.packJob, folder.getFileName());
		Job job = Job.create(name, (ICoreRunnable) monitor -> pack(folder, file, bookmarks, name, monitor));
		job.setUser(true);
		job.schedule();
		return job;
	}

	private static void pack(Path folder, Path file, List<Bookmark> bookmarks, String name, IProgressMonitor monitor)
			throws CoreException {
		try {
			TracePackage.write(folder, bookmarks, file, new JobProgress(name, monitor));
		} catch (CancellationException e) {
			throw new OperationCanceledException();
		} catch (IOException e) {
			throw new CoreException(Status.error(NLS.bind(Messages.cannotPack, file, e.getMessage()), e));
		}
	}
}
