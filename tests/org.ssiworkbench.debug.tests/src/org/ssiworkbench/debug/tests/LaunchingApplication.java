package org.ssiworkbench.debug.tests;

import java.nio.file.Path;

import org.eclipse.debug.core.ILaunchManager;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;

/** A workbench of its own process: launches the cluster of the model in its first argument and then stays until it is killed. */
public final class LaunchingApplication implements IApplication {
	static final String LAUNCHED = "launched";

	@Override
	public Object start(IApplicationContext context) throws Exception {
		String[] arguments = (String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS);
		LaunchTest.awaitAllUp(LaunchTest.start(LaunchTest.configuration(Path.of(arguments[0])), ILaunchManager.DEBUG_MODE));
		System.out.println(LAUNCHED);
		Thread.sleep(Long.MAX_VALUE);
		return EXIT_OK;
	}

	@Override
	public void stop() {
		// it is killed
	}
}
