package org.ssiworkbench.debug.launch;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.model.LaunchConfigurationDelegate;
import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.session.ClusterSession;

/** Starts a cluster: checks the model, starts a controller, attaches to it. Cancelling ends all that was started. */
public final class ClusterLaunchDelegate extends LaunchConfigurationDelegate {

	@Override
	public ILaunch getLaunch(ILaunchConfiguration configuration, String mode) {
		return new ClusterLaunch(configuration, mode, false);
	}

	@Override
	public boolean buildForLaunch(ILaunchConfiguration configuration, String mode, IProgressMonitor monitor) {
		return false;
	}

	@Override
	public void launch(ILaunchConfiguration configuration, String mode, ILaunch launch, IProgressMonitor monitor)
			throws CoreException {
		((ClusterLaunch) launch).start(cluster -> begin(configuration, cluster, SubMonitor.convert(monitor, "Starting a cluster", 100)));
	}

	private static void begin(ILaunchConfiguration configuration, ClusterLaunch launch, SubMonitor progress)
			throws CoreException {
		progress.subTask("Checking the model");
		ClusterSettings settings = ClusterSettings.of(configuration);
		ClusterFile model = ModelCheck.load(settings.model());
		String name = settings.name().isEmpty() ? model.cluster().getName() : settings.name();
		progress.worked(10);
		ControllerStart start = new ControllerStart(name, settings.arguments(), settings.model().getParent(),
				settings.environment(), launch.isDebugged(), launch::endRequested);
		ClusterSession session = start.run(progress.split(80));
		launch.begin(session);
	}
}
