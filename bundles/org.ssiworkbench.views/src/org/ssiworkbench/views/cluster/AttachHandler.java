package org.ssiworkbench.views.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.dialogs.ElementListSelectionDialog;
import org.eclipse.ui.handlers.HandlerUtil;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.debug.launch.AttachLaunch;
import org.ssiworkbench.debug.session.ClusterSessions;

/** Asks which of the running clusters to attach to, and attaches. */
public final class AttachHandler extends AbstractHandler {

	@Override
	public Object execute(ExecutionEvent event) {
		open(HandlerUtil.getActiveShell(event));
		return null;
	}

	/** Asks and attaches; looking for clusters takes place in a job. */
	static void open(Shell shell) {
		NodeRequest.schedule(Messages.findJob, monitor -> {
			List<String> clusters = find();
			shell.getDisplay().asyncExec(() -> choose(shell, clusters));
		});
	}

	private static List<String> find() throws CoreException {
		Set<String> attached = ClusterSessions.open().stream().map(session -> session.info().name()).collect(Collectors.toSet());
		try {
			return RuntimeFolder.running().stream().map(RuntimeFolder::cluster).filter(name -> !attached.contains(name)).toList();
		} catch (IOException e) {
			throw new CoreException(Status.error("Running clusters cannot be listed: " + e.getMessage() + ".", e));
		}
	}

	private static void choose(Shell shell, List<String> clusters) {
		if (shell.isDisposed())
			return;
		if (clusters.isEmpty()) {
			MessageDialog.openInformation(shell, Messages.attachTitle, Messages.attachNone);
			return;
		}
		ElementListSelectionDialog dialog = new ElementListSelectionDialog(shell, new LabelProvider());
		dialog.setTitle(Messages.attachTitle);
		dialog.setMessage(Messages.attachMessage);
		dialog.setElements(clusters.toArray());
		dialog.setInitialSelections(clusters.getFirst());
		if (dialog.open() == Window.OK && dialog.getFirstResult() instanceof String name)
			NodeRequest.schedule(Messages.attachJob, (IProgressMonitor monitor) -> AttachLaunch.byName(name, monitor));
	}
}
