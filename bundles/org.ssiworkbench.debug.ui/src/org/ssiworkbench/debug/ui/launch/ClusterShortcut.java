package org.ssiworkbench.debug.ui.launch;

import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.debug.ui.DebugUITools;
import org.eclipse.debug.ui.ILaunchShortcut;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.statushandlers.StatusManager;
import org.ssiworkbench.debug.launch.LaunchAttributes;

/** <em>Run As > SSI Cluster</em> on a model file: with the file's configuration, made when there is none. */
public final class ClusterShortcut implements ILaunchShortcut {

	@Override
	public void launch(ISelection selection, String mode) {
		launch(ModelSelection.in(selection), mode);
	}

	@Override
	public void launch(IEditorPart editor, String mode) {
		launch(ModelSelection.in(editor), mode);
	}

	private static void launch(Optional<IFile> model, String mode) {
		if (model.isEmpty())
			return;
		try {
			DebugUITools.launch(configuration(model.get()), mode);
		} catch (CoreException e) {
			ILog.of(ClusterShortcut.class).log(e.getStatus());
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
		}
	}

	/** The configuration of a model file; the first one when there are several. */
	public static ILaunchConfiguration configuration(IFile model) throws CoreException {
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationType type = manager.getLaunchConfigurationType(LaunchAttributes.CLUSTER_TYPE);
		String path = model.getFullPath().toString();
		for (ILaunchConfiguration configuration : manager.getLaunchConfigurations(type))
			if (path.equals(configuration.getAttribute(LaunchAttributes.MODEL, ""))) //$NON-NLS-1$
				return configuration;
		String stem = model.getFullPath().removeFileExtension().lastSegment();
		ILaunchConfigurationWorkingCopy made = type.newInstance(null, manager.generateLaunchConfigurationName(stem));
		made.setAttribute(LaunchAttributes.MODEL, path);
		made.setMappedResources(new IFile[] { model });
		return made.doSave();
	}
}
