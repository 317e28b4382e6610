package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.ILaunchConfigurationType;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.core.ILaunchManager;
import org.ssiworkbench.debug.launch.LaunchAttributes;
import org.ssiworkbench.debug.model.ClusterLaunch;

/** Models in the workspace and launches of them. */
final class Launches {
	private Launches() {
	}

	/** Copies the model of three nodes on the kernel under test, by default the example, into a project of the workspace. */
	static IFile threeNodes() throws Exception {
		return model("three", text(Path.of(System.getProperty("ssi.model"))));
	}

	/** The model of an example. */
	static String example(String name) throws IOException {
		return text(Path.of(System.getProperty("ssi.home"), "examples", name, name + ".ssicluster"));
	}

	private static String text(Path source) throws IOException {
		assertTrue(Files.exists(source), source + " is the model under test");
		return Files.readString(source);
	}

	/** Writes a model into a project of the workspace. */
	static IFile model(String name, String text) throws Exception {
		IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("models");
		if (!project.exists())
			project.create(null);
		project.open(null);
		IFile file = project.getFile(name + ".ssicluster");
		try (InputStream contents = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
			if (file.exists())
				file.setContents(contents, IResource.FORCE, null);
			else
				file.create(contents, IResource.FORCE, null);
		}
		return file;
	}

	/** A configuration that is not saved; {@code cluster} keeps clusters of several tests apart. */
	static ILaunchConfigurationWorkingCopy configuration(IFile model, String cluster, String host) throws CoreException {
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		ILaunchConfigurationType type = manager.getLaunchConfigurationType(LaunchAttributes.CLUSTER_TYPE);
		ILaunchConfigurationWorkingCopy configuration = type.newInstance(null, manager.generateLaunchConfigurationName(cluster));
		configuration.setAttribute(LaunchAttributes.MODEL, model.getFullPath().toString());
		configuration.setAttribute(LaunchAttributes.NAME, cluster);
		configuration.setAttribute(LaunchAttributes.HOST, host);
		return configuration;
	}

	static ClusterLaunch start(ILaunchConfigurationWorkingCopy configuration) throws CoreException {
		return (ClusterLaunch) configuration.launch(ILaunchManager.DEBUG_MODE, new NullProgressMonitor());
	}

	/** Ends what a test may have left. */
	static void endAll() throws Exception {
		ILaunchManager manager = DebugPlugin.getDefault().getLaunchManager();
		for (ILaunch launch : manager.getLaunches()) {
			if (launch.canTerminate())
				launch.terminate();
			manager.removeLaunch(launch);
		}
	}
}
