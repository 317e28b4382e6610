package org.ssiworkbench.debug.gdb;

import java.io.IOException;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugException;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.Launch;
import org.eclipse.debug.core.model.IDebugTarget;
import org.ssiworkbench.controller.kernel.RunningKernel;

/** The launch of a UML kernel that runs already: under gdb, by its management console, or both. Thread-safe. */
public final class KernelLaunch extends Launch {

	/** A launch to which the kernel comes when it is found. */
	public KernelLaunch(ILaunchConfiguration configuration, String mode) {
		super(configuration, mode, null);
	}

	/** Shows a kernel by its management console. */
	public UmlTarget show(RunningKernel kernel) throws CoreException {
		try {
			return UmlTarget.show(this, kernel);
		} catch (IOException e) {
			throw new CoreException(Status.error("The kernel " + kernel.name() + " does not answer: " + e.getMessage(), e));
		}
	}

	/** Attaches gdb to a kernel, which runs on until a breakpoint or the user stops it. Blocks for seconds. */
	public KernelTarget debug(RunningKernel kernel, KernelSettings settings) throws CoreException {
		try {
			if (getSourceLocator() == null) {
				KernelSources sources = new KernelSources(settings.source());
				sources.initializeParticipants();
				setSourceLocator(sources);
			}
			return KernelTarget.attach(this, kernel, settings);
		} catch (IOException e) {
			throw new CoreException(Status.error("The kernel of " + settings.label() + " cannot be debugged: " + e.getMessage(), e));
		}
	}

	/** The kernel under gdb; null when there is none. */
	public KernelTarget kernel() {
		for (IDebugTarget target : getDebugTargets())
			if (target instanceof KernelTarget kernel && !kernel.isTerminated())
				return kernel;
		return null;
	}

	/** Leaves the kernel alone. */
	@Override
	public void disconnect() throws DebugException {
		for (IDebugTarget target : getDebugTargets())
			if (target.canDisconnect())
				target.disconnect();
	}
}
