package org.ssiworkbench.debug.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.junit.jupiter.api.Test;
import org.ssiworkbench.controller.runtime.RuntimeFolder;
import org.ssiworkbench.debug.launch.AttachLaunch;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.model.ClusterLaunch;
import org.ssiworkbench.debug.session.ClusterSessions;

/** Starting, attaching to and ending clusters through Debug Core. */
class ClusterLaunchTest extends LaunchTest {
	@Test
	void aLaunchIsACluster() throws Exception {
		ClusterLaunch launch = start(configuration(), ILaunchManager.RUN_MODE);
		assertEquals(CLUSTER, launch.session().info().name());
		assertEquals(List.of(launch.session()), ClusterSessions.open());
		await(() -> launch.getDebugTargets().length == 3);
		long controller = launch.session().info().pid();
		launch.terminate();
		await(launch::isTerminated);
		await(() -> ProcessHandle.of(controller).filter(ProcessHandle::isAlive).isEmpty());
		assertEquals(List.of(), ClusterSessions.open());
	}

	@Test
	void whatIsStartedIsEndedWhenTheUserCancels() throws Exception {
		NullProgressMonitor cancelled = new NullProgressMonitor() {
			@Override
			public void subTask(String name) {
				if (name.startsWith("Waiting for the controller"))
					setCanceled(true);
			}
		};
		ILaunch launch = configuration().launch(ILaunchManager.RUN_MODE, cancelled);
		assertTrue(launch == null || launch.isTerminated());
		await(() -> !RuntimeFolder.of(CLUSTER).isRunning());
	}

	@Test
	void theDeathOfAControllerEndsTheLaunch() throws Exception {
		ClusterLaunch launch = start(configuration(), ILaunchManager.RUN_MODE);
		ProcessHandle.of(launch.session().info().pid()).orElseThrow().destroyForcibly();
		await(launch::isTerminated);
		assertThrows(Exception.class, () -> launch.session().crash(List.of(3)).get(LIMIT_SECONDS, TimeUnit.SECONDS));
	}

	@Test
	void aSecondClusterOfTheSameNameIsRefused() throws Exception {
		start(configuration(), ILaunchManager.RUN_MODE);
		CoreException refused = assertThrows(CoreException.class, () -> start(configuration(), ILaunchManager.RUN_MODE));
		assertTrue(refused.getMessage().contains(CLUSTER + " runs already"), refused.getMessage());
	}

	@Test
	void leavingAnAttachedClusterLetsItRun() throws Exception {
		ClusterLaunch launch = start(configuration(), ILaunchManager.RUN_MODE);
		ClusterLaunch attached = (ClusterLaunch) AttachLaunch.byName(CLUSTER, new NullProgressMonitor());
		assertTrue(attached.canDisconnect());
		assertFalse(launch.canDisconnect(), "who starts a cluster ends it");
		attached.disconnect();
		assertTrue(attached.isTerminated());
		assertFalse(launch.isTerminated());
	}

	@Test
	void attachingToNothingSaysSo() {
		CoreException refused = assertThrows(CoreException.class,
				() -> AttachLaunch.byName("no-such-cluster", new NullProgressMonitor()));
		assertTrue(refused.getMessage().contains("No cluster answers at"), refused.getMessage());
	}

	@Test
	void settingsThatCannotBeMeantAreRefused() throws Exception {
		assertRefused(LaunchAttributes.SEED, "seven", "not a whole number");
		assertRefused(LaunchAttributes.NAME, "../etc", "cannot be used");
		assertRefused(LaunchAttributes.HOST, "xen", "There is no host");
		assertRefused(LaunchAttributes.MODEL, "", "No model file");
		assertRefused(LaunchAttributes.MODEL, folder.resolve("absent.ssicluster").toString(), "absent.ssicluster");
	}

	private void assertRefused(String attribute, String value, String sentence) throws CoreException {
		ILaunchConfigurationWorkingCopy configuration = configuration();
		configuration.setAttribute(attribute, value);
		CoreException refused = assertThrows(CoreException.class, () -> start(configuration, ILaunchManager.RUN_MODE));
		assertTrue(refused.getMessage().contains(sentence), refused.getMessage());
	}
}
