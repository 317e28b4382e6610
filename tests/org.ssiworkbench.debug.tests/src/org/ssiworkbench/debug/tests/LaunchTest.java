package org.ssiworkbench.debug.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.IBreakpointManager;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.debug.launch.AttachLaunch;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.debug.model.NodeThread;

/** What tests of launches have in common: a model of three nodes, and that nothing is left of a launch. */
abstract class LaunchTest {
	static final String CLUSTER = "debug-tests";
	static final long LIMIT_SECONDS = 60;

	final ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
	final IBreakpointManager breakpoints = DebugPlugin.getDefault().getBreakpointManager();
	@TempDir
	Path folder;
	Path model;

	@BeforeEach
	void copyModel() throws Exception {
		model = folder.resolve("three.ssicluster");
		Files.copy(Path.of(System.getProperty("ssi.home"), "examples", "three-nodes", "three-nodes.ssicluster"), model);
	}

	@AfterEach
	void endAll() throws Exception {
		if (launches.getLaunches().length == 0 && RuntimeFolder.of(CLUSTER).isRunning())
			AttachLaunch.byName(CLUSTER, new NullProgressMonitor());
		for (ILaunch launch : launches.getLaunches()) {
			if (launch.canTerminate())
				launch.terminate();
			await(launch::isTerminated);
			launches.removeLaunch(launch);
		}
		breakpoints.setEnabled(true);
		breakpoints.removeBreakpoints(breakpoints.getBreakpoints(NodeTarget.MODEL), true);
	}

	/** A configuration of the model, on the simulator. */
	ILaunchConfigurationWorkingCopy configuration() throws CoreException {
		return configuration(model);
	}

	static ILaunchConfigurationWorkingCopy configuration(Path model) throws CoreException {
		ILaunchManager launches = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationWorkingCopy configuration = launches.getLaunchConfigurationType(LaunchAttributes.CLUSTER_TYPE)
				.newInstance(null, launches.generateLaunchConfigurationName(CLUSTER));
		configuration.setAttribute(LaunchAttributes.MODEL, model.toString());
		configuration.setAttribute(LaunchAttributes.NAME, CLUSTER);
		configuration.setAttribute(LaunchAttributes.HOST, "simulator");
		return configuration;
	}

	static ClusterLaunch start(ILaunchConfigurationWorkingCopy configuration, String mode) throws CoreException {
		return (ClusterLaunch) configuration.launch(mode, new NullProgressMonitor());
	}

	static NodeTarget target(ClusterLaunch launch, int number) {
		return Arrays.stream(launch.getDebugTargets()).map(NodeTarget.class::cast)
				.filter(target -> target.node().number() == number).findFirst().orElseThrow();
	}

	static NodeThread thread(ClusterLaunch launch, int number) {
		return (NodeThread) target(launch, number).getThreads()[0];
	}

	/** Whether a node that runs has a target, which it gets soon after it is known to run. */
	static boolean isShown(ClusterLaunch launch, int number) {
		return Arrays.stream(launch.getDebugTargets()).map(NodeTarget.class::cast)
				.anyMatch(target -> target.node().number() == number && !target.isTerminated());
	}

	static void awaitAllUp(ClusterLaunch launch) throws Exception {
		await(() -> launch.session().status().nodes().stream()
				.allMatch(node -> node.state().equals("UP") && isShown(launch, node.number())));
	}

	static void await(Callable<Boolean> condition) throws Exception {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
		while (!condition.call()) {
			assertTrue(System.nanoTime() < end, "not within " + LIMIT_SECONDS + " s");
			Thread.sleep(20);
		}
	}
}
