package org.ssiworkbench.debug.launch;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.osgi.framework.Bundle;

/** Where the controller's classes are: the controller is a plain Java program made of bundles of the running platform. */
final class ControllerClasspath {
	private static final List<String> BUNDLES = List.of("org.ssiworkbench.trace", "org.ssiworkbench.node",
			"org.ssiworkbench.node.linux", "org.ssiworkbench.simulator", "org.ssiworkbench.cluster", "org.ssiworkbench.uml",
			"org.ssiworkbench.controller", "org.eclipse.emf.common", "org.eclipse.emf.ecore", "org.eclipse.emf.ecore.xmi",
			"org.eclipse.lsp4j.jsonrpc", "com.google.gson", "picocli");

	/** Where a bundle that is a project folder has its classes: as built by the IDE, by Tycho. */
	private static final List<String> OUTPUT_FOLDERS = List.of("bin", "target/classes");

	private ControllerClasspath() {
	}

	static String find() throws CoreException {
		List<String> places = new ArrayList<>();
		for (String name : BUNDLES)
			places.add(place(name).getAbsolutePath());
		return String.join(File.pathSeparator, places);
	}

	private static File place(String name) throws CoreException {
		Bundle bundle = Platform.getBundle(name);
		if (bundle == null)
			throw missing(name);
		File file = FileLocator.getBundleFileLocation(bundle).orElseThrow(() -> missing(name));
		if (file.isFile())
			return file;
		return OUTPUT_FOLDERS.stream().map(output -> new File(file, output)).filter(File::isDirectory).findFirst().orElse(file);
	}

	private static CoreException missing(String bundle) {
		return new CoreException(Status.error("The plug-in " + bundle
				+ " is missing, which a cluster's controller needs. Install SSI Workbench completely."));
	}
}
