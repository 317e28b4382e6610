package org.ssiworkbench.debug.ui.launch;

import java.util.Optional;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
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
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.statushandlers.StatusManager;

/** Launches what is selected or edited with its configuration, which is made when there is none. */
abstract class ResourceShortcut implements ILaunchShortcut {

	@Override
	public final void launch(ISelection selection, String mode) {
		if (selection instanceof IStructuredSelection structured)
			launch(Adapters.adapt(structured.getFirstElement(), IResource.class), mode);
	}

	@Override
	public final void launch(IEditorPart editor, String mode) {
		launch(Adapters.adapt(editor.getEditorInput(), IResource.class), mode);
	}

	private void launch(IResource resource, String mode) {
		try {
			Optional<ILaunchConfiguration> configuration = configurationOf(resource);
			if (configuration.isPresent())
				DebugUITools.launch(configuration.get(), mode);
		} catch (CoreException e) {
			ILog.of(ResourceShortcut.class).log(e.getStatus());
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
		}
	}

	/** The configuration of a resource; empty if it, which may be null, cannot be launched. */
	abstract Optional<ILaunchConfiguration> configurationOf(IResource resource) throws CoreException;

	/** The configuration of a type whose attribute has a resource's path; the first one when there are several. */
	static ILaunchConfiguration configuration(String typeId, String attribute, IResource resource) throws CoreException {
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationType type = manager.getLaunchConfigurationType(typeId);
		String path = resource.getFullPath().toString();
		for (ILaunchConfiguration configuration : manager.getLaunchConfigurations(type))
			if (path.equals(configuration.getAttribute(attribute, ""))) //$NON-NLS-1$
				return configuration;
		String stem = resource.getFullPath().removeFileExtension().lastSegment();
		ILaunchConfigurationWorkingCopy made = type.newInstance(null, manager.generateLaunchConfigurationName(stem));
		made.setAttribute(attribute, path);
		made.setMappedResources(new IResource[] { resource });
		return made.doSave();
	}
}
