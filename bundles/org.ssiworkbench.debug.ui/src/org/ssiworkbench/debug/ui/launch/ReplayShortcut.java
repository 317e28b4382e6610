package org.ssiworkbench.debug.ui.launch;

import java.util.Optional;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.ssiworkbench.debug.launch.LaunchAttributes;

/** <em>Debug As > Replay SSI Trace</em> on a trace's folder or its file {@code metadata}. */
public final class ReplayShortcut extends ResourceShortcut {

	@Override
	Optional<ILaunchConfiguration> configurationOf(IResource resource) throws CoreException {
		IContainer trace = TraceTester.trace(resource);
		return trace == null ? Optional.empty() : Optional.of(configuration(trace));
	}

	/** The configuration of a trace's folder; the first one when there are several. */
	public static ILaunchConfiguration configuration(IContainer trace) throws CoreException {
		return configuration(LaunchAttributes.REPLAY_TYPE, LaunchAttributes.RECORDED, trace);
	}
}
