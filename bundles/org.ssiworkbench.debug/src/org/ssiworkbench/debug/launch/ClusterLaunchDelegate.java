package org.ssiworkbench.debug.launch;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.session.ClusterSession;

/** Starts a cluster: checks the model, starts a controller, attaches to it. Cancelling ends all that was started. */
public final class ClusterLaunchDelegate extends ClusterDelegate {

	/** Made by the platform. */
	public ClusterLaunchDelegate() {
		super("Starting a cluster", false);
	}

	@Override
	void begin(ILaunchConfiguration configuration, ClusterLaunch launch, SubMonitor progress)
			throws CoreException {
		progress.subTask("Checking the model");
		ClusterSettings settings = ClusterSettings.of(configuration);
		ClusterFile model = ModelCheck.load(settings);
		String name = settings.name().isEmpty() ? model.cluster().getName() : settings.name();
		progress.worked(10);
		ControllerStart start = new ControllerStart(name, settings.arguments(), settings.model().getParent(),
				settings.environment(), launch.isDebugged(), launch::endRequested);
		ClusterSession session = start.run(progress.split(80));
		launch.begin(session);
	}
}
