package org.ssiworkbench.debug.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.ssiworkbench.controller.ControllerOptions;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.debug.model.ClusterLaunch;

/** Replays a trace under the debugger, in a controller of its own. */
public final class ReplayLaunchDelegate extends ClusterDelegate {
	private static final int NAME_LENGTH = 25;

	/** Made by the platform. */
	public ReplayLaunchDelegate() {
		super("Opening a trace", false);
	}

	@Override
	void begin(ILaunchConfiguration configuration, ClusterLaunch launch, SubMonitor progress) throws CoreException {
		Path trace = trace(configuration);
		ControllerStart start = new ControllerStart(freeName(trace.getFileName().toString()),
				List.of("--host", ControllerOptions.REPLAY, trace.toString()), trace, Map.of(), true, launch::endRequested);
		launch.begin(start.run(progress));
	}

	/**
	 * The folder of the trace to replay.
	 *
	 * @throws CoreException with a sentence for the user when there is none
	 */
	public static Path trace(ILaunchConfiguration configuration) throws CoreException {
		String text = configuration.getAttribute(LaunchAttributes.RECORDED, "").strip();
		if (text.isEmpty())
			throw new CoreException(Status.error("No trace is chosen. Choose the folder of one."));
		Path given = ClusterSettings.path(text);
		Path folder = Files.isRegularFile(given) ? given.getParent() : given;
		if (!Files.isRegularFile(folder.resolve("metadata")))
			throw new CoreException(Status.error("The folder " + folder + " is no trace: it has no file metadata. Choose one that has."));
		return folder;
	}

	/** One trace may be replayed several times at once. */
	private static String freeName(String trace) throws CoreException {
		String legal = "replay-" + trace.replaceAll("[^A-Za-z0-9._-]", "-");
		String stem = legal.substring(0, Math.min(NAME_LENGTH, legal.length()));
		try {
			String name = stem;
			for (int i = 2; RuntimeFolder.of(name).isRunning(); i++)
				name = stem + "-" + i;
			return name;
		} catch (IOException e) {
			throw new CoreException(Status.error("The clusters that run cannot be listed: " + e.getMessage() + ".", e));
		}
	}
}
