package org.ssiworkbench.debug.ui.launch;

import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.ssiworkbench.debug.launch.LaunchAttributes;

/** <em>Run As > SSI Cluster</em> on a model file: with the file's configuration, made when there is none. */
public final class ClusterShortcut extends ResourceShortcut {

	@Override
	Optional<ILaunchConfiguration> configurationOf(IResource resource) throws CoreException {
		return ModelSelection.isModel(resource) ? Optional.of(configuration((IFile) resource)) : Optional.empty();
	}

	/** The configuration of a model file; the first one when there are several. */
	public static ILaunchConfiguration configuration(IFile model) throws CoreException {
		return configuration(LaunchAttributes.CLUSTER_TYPE, LaunchAttributes.MODEL, model);
	}
}
