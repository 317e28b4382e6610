package org.ssiworkbench.debug.launch;

import java.nio.file.Path;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;

/** Attaches without a dialog, by a configuration that is not kept. */
public final class AttachLaunch {
	private AttachLaunch() {
	}

	/** Attaches to the running cluster of this name. */
	public static ILaunch byName(String name, IProgressMonitor monitor) throws CoreException {
		return launch(name, LaunchAttributes.NAME, name, monitor);
	}

	/** Attaches to the cluster whose controller listens at this socket. */
	public static ILaunch bySocket(Path socket, IProgressMonitor monitor) throws CoreException {
		return launch(socket.toAbsolutePath().getParent().getFileName().toString(), LaunchAttributes.SOCKET, socket.toString(),
				monitor);
	}

	private static ILaunch launch(String label, String attribute, String value, IProgressMonitor monitor)
			throws CoreException {
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationWorkingCopy configuration = manager.getLaunchConfigurationType(LaunchAttributes.ATTACH_TYPE)
				.newInstance(null, manager.generateLaunchConfigurationName(label));
		configuration.setAttribute(attribute, value);
		return configuration.launch(ILaunchManager.DEBUG_MODE, monitor);
	}
}
