package org.ssiworkbench.ui.tests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.model.ClusterLaunch;

/** A cluster that can be debugged: alive, on one of the hosts, or recorded. */
sealed interface DebugSource {
	/** Launches it in debug mode; nobody but node 1 has booted yet, as far as that can be chosen. */
	ClusterLaunch launch() throws Exception;

	/** Has a node boot, or leaves that to the recording. */
	void boot(ClusterLaunch launch, int node) throws Exception;

	/** Has a node crash, or leaves that to the recording. */
	void crash(ClusterLaunch launch, int node) throws Exception;

	/** Has a node that runs real processes run one, called {@code sleep}; whether it does. */
	boolean runProcess(ClusterLaunch launch, int node) throws Exception;

	/** Whether one can step back. */
	boolean goesBack();

	/** For the names of pictures. */
	String name();

	/** A running cluster. */
	record Live(String name, Path trace) implements DebugSource {
		private static final long SECONDS = 60;

		@Override
		public ClusterLaunch launch() throws Exception {
			ILaunchConfigurationWorkingCopy configuration = Launches.configuration(Launches.threeNodes(), "ui-debug-" + name, name);
			configuration.setAttribute(LaunchAttributes.NODES, List.of("1"));
			configuration.setAttribute(LaunchAttributes.TRACE, trace.toString());
			return Launches.start(configuration);
		}

		@Override
		public void boot(ClusterLaunch launch, int node) {
			launch.session().add(List.of(node));
		}

		@Override
		public void crash(ClusterLaunch launch, int node) throws Exception {
			launch.session().crash(List.of(node)).get(SECONDS, TimeUnit.SECONDS);
		}

		@Override
		public boolean runProcess(ClusterLaunch launch, int node) throws Exception {
			if (name.equals("simulator"))
				return false;
			Ui.await("node " + node + " is UP", Duration.ofSeconds(SECONDS),
					() -> launch.session().nodes().get(node - 1).status().orElseThrow().state().equals("UP"));
			launch.session().type(node, "sleep 1000 &\n").get(SECONDS, TimeUnit.SECONDS);
			Ui.await("the process", Duration.ofSeconds(SECONDS), () -> launch.session().processes().get(SECONDS, TimeUnit.SECONDS).stream()
					.anyMatch(process -> process.command().equals("sleep")));
			return true;
		}

		@Override
		public boolean goesBack() {
			return name.equals("simulator");
		}
	}

	/** The trace of a cluster that did the same. */
	record Recorded(Path trace) implements DebugSource {
		@Override
		public ClusterLaunch launch() throws CoreException {
			ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
			ILaunchConfigurationWorkingCopy configuration = manager.getLaunchConfigurationType(LaunchAttributes.REPLAY_TYPE)
					.newInstance(null, manager.generateLaunchConfigurationName("ui-debug-replay"));
			configuration.setAttribute(LaunchAttributes.RECORDED, trace.toString());
			return (ClusterLaunch) configuration.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor());
		}

		@Override
		public void boot(ClusterLaunch launch, int node) {
			// it was recorded
		}

		@Override
		public void crash(ClusterLaunch launch, int node) {
			// it was recorded
		}

		@Override
		public boolean runProcess(ClusterLaunch launch, int node) {
			return false;
		}

		@Override
		public boolean goesBack() {
			return true;
		}

		@Override
		public String name() {
			return "replay";
		}
	}
}
