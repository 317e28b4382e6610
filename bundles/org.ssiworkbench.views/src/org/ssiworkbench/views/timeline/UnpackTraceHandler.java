package org.ssiworkbench.views.timeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.ContainerSelectionDialog;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.trace.export.Bookmark;
import org.ssiworkbench.trace.export.PackageImport;

/** Unpacks a trace that somebody packed into a project, with its bookmarks, and opens it. */
public final class UnpackTraceHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) throws ExecutionException {
		Shell shell = HandlerUtil.getActiveShellChecked(event);
		FileDialog dialog = new FileDialog(shell, SWT.OPEN);
		dialog.setText(Messages.unpackTitle);
		dialog.setFilterExtensions(new String[] { "*.zip", "*" }); //$NON-NLS-1$ //$NON-NLS-2$
		String file = dialog.open();
		if (file == null)
			return null;
		ContainerSelectionDialog where = new ContainerSelectionDialog(shell, null, true, Messages.unpackWhere);
		where.setTitle(Messages.unpackTitle);
		if (where.open() == Window.OK && where.getResult().length > 0 && where.getResult()[0] instanceof IPath path)
			unpack(Path.of(file), path, shell.getDisplay());
		return null;
	}

	/** Unpacks in a job, into a new folder with the name of the file. */
	public static Job unpack(Path file, IPath container, Display display) {
		String name = file.getFileName().toString().replaceFirst("\\.zip$", ""); //$NON-NLS-1$ //$NON-NLS-2$
		IFolder folder = ResourcesPlugin.getWorkspace().getRoot().getFolder(container.append(name));
		WorkspaceJob job = new WorkspaceJob(NLS.bind(Messages.unpackJob, file.getFileName())) {
			@Override
			public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
				Path target = folder.getLocation().toPath();
				List<Bookmark> bookmarks = unpack(file, target, new JobProgress(getName(), monitor));
				IContainer parent = folder.getParent();
				parent.refreshLocal(IResource.DEPTH_INFINITE, null);
				TraceBookmarks.addAll(target, bookmarks);
				display.asyncExec(() -> TraceOpener.start(display).open(target));
				return Status.OK_STATUS;
			}
		};
		job.setRule(ResourcesPlugin.getWorkspace().getRoot());
		job.setUser(true);
		job.schedule();
		return job;
	}

	private static List<Bookmark> unpack(Path file, Path target, JobProgress progress) throws CoreException {
		try {
			return PackageImport.unpack(file, target, Long.MAX_VALUE, progress);
		} catch (CancellationException e) {
			throw new OperationCanceledException();
		} catch (IOException e) {
			throw new CoreException(Status.error(NLS.bind(Messages.cannotUnpack, file, e.getMessage()), e));
		}
	}
}
