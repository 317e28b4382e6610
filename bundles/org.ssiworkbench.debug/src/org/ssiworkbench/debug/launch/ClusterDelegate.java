package org.ssiworkbench.debug.launch;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.model.LaunchConfigurationDelegate;
import org.ssiworkbench.debug.model.ClusterLaunch;

/** What all launches of clusters have in common: there is nothing to build, and a launch that fails or is cancelled leaves nothing behind. */
abstract class ClusterDelegate extends LaunchConfigurationDelegate {
	private final String task;
	private final boolean attaches;

	/** {@code task} tells what is done; {@code attaches}: the cluster was started by somebody else. */
	ClusterDelegate(String task, boolean attaches) {
		this.task = task;
		this.attaches = attaches;
	}

	@Override
	public ILaunch getLaunch(ILaunchConfiguration configuration, String mode) throws CoreException {
		return new ClusterLaunch(configuration, mode, attaches);
	}

	@Override
	public final boolean buildForLaunch(ILaunchConfiguration configuration, String mode, IProgressMonitor monitor) {
		return false;
	}

	@Override
	public void launch(ILaunchConfiguration configuration, String mode, ILaunch launch, IProgressMonitor monitor)
			throws CoreException {
		((ClusterLaunch) launch).start(cluster -> begin(configuration, cluster, SubMonitor.convert(monitor, task, 100)));
	}

	/** Takes the steps of the launch, the last of which is {@link ClusterLaunch#begin}. There are 100 units of work. */
	abstract void begin(ILaunchConfiguration configuration, ClusterLaunch launch, SubMonitor progress) throws CoreException;
}
