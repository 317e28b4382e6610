package org.ssiworkbench.debug.ui.launch;

import org.eclipse.core.resources.IContainer;
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
import org.ssiworkbench.debug.launch.LaunchAttributes;

/** <em>Debug As > Replay SSI Trace</em> on a trace's folder or its file {@code metadata}. */
public final class ReplayShortcut implements ILaunchShortcut {

	@Override
	public void launch(ISelection selection, String mode) {
		if (selection instanceof IStructuredSelection structured)
			launch(Adapters.adapt(structured.getFirstElement(), IResource.class), mode);
	}

	@Override
	public void launch(IEditorPart editor, String mode) {
		launch(Adapters.adapt(editor.getEditorInput(), IResource.class), mode);
	}

	private static void launch(IResource resource, String mode) {
		IContainer trace = TraceTester.trace(resource);
		if (trace == null)
			return;
		try {
			DebugUITools.launch(configuration(trace), mode);
		} catch (CoreException e) {
			ILog.of(ReplayShortcut.class).log(e.getStatus());
			StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW);
		}
	}

	/** The configuration of a trace's folder; the first one when there are several. */
	public static ILaunchConfiguration configuration(IContainer trace) throws CoreException {
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationType type = manager.getLaunchConfigurationType(LaunchAttributes.REPLAY_TYPE);
		String path = trace.getFullPath().toString();
		for (ILaunchConfiguration configuration : manager.getLaunchConfigurations(type))
			if (path.equals(configuration.getAttribute(LaunchAttributes.RECORDED, ""))) //$NON-NLS-1$
				return configuration;
		ILaunchConfigurationWorkingCopy made = type.newInstance(null, manager.generateLaunchConfigurationName(trace.getName()));
		made.setAttribute(LaunchAttributes.RECORDED, path);
		made.setMappedResources(new IResource[] { trace });
		return made.doSave();
	}
}
