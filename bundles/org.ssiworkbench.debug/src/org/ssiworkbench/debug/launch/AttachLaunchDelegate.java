package org.ssiworkbench.debug.launch;

import java.io.IOException;
import java.nio.file.Path;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.debug.gdb.KernelAttach;
import org.ssiworkbench.debug.gdb.KernelLaunch;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.session.ClusterSession;

/** Attaches to a cluster or a kernel that runs already, wherever it was started. Disconnecting leaves it running. */
public final class AttachLaunchDelegate extends ClusterDelegate {

	/** Made by the platform. */
	public AttachLaunchDelegate() {
		super("Attaching to a cluster", true);
	}

	@Override
	public ILaunch getLaunch(ILaunchConfiguration configuration, String mode) throws CoreException {
		return KernelAttach.isKernel(configuration) ? new KernelLaunch(configuration, mode) : super.getLaunch(configuration, mode);
	}

	@Override
	public void launch(ILaunchConfiguration configuration, String mode, ILaunch launch, IProgressMonitor monitor)
			throws CoreException {
		if (launch instanceof KernelLaunch kernel)
			KernelAttach.run(configuration, kernel, monitor);
		else
			super.launch(configuration, mode, launch, monitor);
	}

	@Override
	void begin(ILaunchConfiguration configuration, ClusterLaunch launch, SubMonitor progress) throws CoreException {
		Path socket = socket(configuration);
		progress.worked(50);
		launch.begin(open(socket));
	}

	private static ClusterSession open(Path socket) throws CoreException {
		try {
			return ClusterSession.open(socket);
		} catch (IOException e) {
			throw new CoreException(Status.error("No cluster answers at " + socket + ": " + e.getMessage()
					+ ". Choose a running one, or start it.", e));
		}
	}

	private static Path socket(ILaunchConfiguration configuration) throws CoreException {
		String socket = configuration.getAttribute(LaunchAttributes.SOCKET, "").strip();
		if (!socket.isEmpty())
			return Path.of(socket);
		String name = configuration.getAttribute(LaunchAttributes.NAME, "").strip();
		if (name.isEmpty())
			throw new CoreException(Status.error("No cluster is chosen. Choose a running one."));
		return RuntimeFolder.of(name).socket();
	}
}
