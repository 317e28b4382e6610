package org.ssiworkbench.app;

import java.io.File;
import java.io.IOException;

import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.osgi.service.prefs.BackingStoreException;

/** Brings the examples into a new workspace of our product, once, and opens the first one. */
public final class FirstStart implements IStartup {
	private static final String BUNDLE = "org.ssiworkbench.app";
	private static final String PRODUCT = "org.ssiworkbench.app.product";
	private static final String IMPORTED = "examplesImported";

	@Override
	public void earlyStartup() {
		ModelMarkers.start();
		String file = System.getProperty("ssi.open");
		if (file != null)
			inWindow(window -> IDE.openEditorOnFileStore(window.getActivePage(), EFS.getLocalFileSystem().fromLocalFile(new File(file))));
		IEclipsePreferences preferences = InstanceScope.INSTANCE.getNode(BUNDLE);
		boolean ours = Platform.getProduct() != null && PRODUCT.equals(Platform.getProduct().getId());
		if (!ours || preferences.getBoolean(IMPORTED, false))
			return;
		Job job = Job.create("Importing the examples", (IProgressMonitor monitor) -> run(preferences, monitor));
		job.setUser(true);
		job.setRule(ResourcesPlugin.getWorkspace().getRoot());
		job.schedule();
	}

	private static void run(IEclipsePreferences preferences, IProgressMonitor monitor) throws CoreException {
		SubMonitor progress = SubMonitor.convert(monitor, 1);
		try {
			IFile first = Examples.importAll(progress.split(1));
			preferences.putBoolean(IMPORTED, true);
			preferences.flush();
			if (first != null)
				open(first);
		} catch (IOException | BackingStoreException e) {
			throw new CoreException(Status.error("The examples could not be imported: " + e.getMessage(), e));
		}
	}

	private static void open(IFile model) {
		inWindow(window -> IDE.openEditor(window.getActivePage(), model, false));
	}

	private static void inWindow(Opening opening) {
		IWorkbench workbench = PlatformUI.getWorkbench();
		workbench.getDisplay().asyncExec(() -> {
			if (workbench.getWorkbenchWindowCount() == 0)
				return;
			try {
				opening.in(workbench.getWorkbenchWindows()[0]);
			} catch (PartInitException e) {
				ILog.of(FirstStart.class).log(e.getStatus());
			}
		});
	}

	/** Opens something in a window. */
	private interface Opening {
		void in(IWorkbenchWindow window) throws PartInitException;
	}
}
