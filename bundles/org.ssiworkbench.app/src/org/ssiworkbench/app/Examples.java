package org.ssiworkbench.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** The examples that come with the product, or those of a source tree named by the property {@code ssi.home}. */
public final class Examples {
	private static final String FOLDER = "examples";
	/** The model to begin with, as a path in the workspace. */
	public static final String FIRST_MODEL = "/three-nodes/three-nodes.ssicluster";

	private Examples() {
	}

	/**
	 * Copies each example into a project of its name; a project that exists already is left alone.
	 *
	 * @return the model to begin with, null when there is none
	 */
	static IFile importAll(IProgressMonitor monitor) throws IOException, CoreException {
		Map<IPath, URL> files = files();
		SubMonitor progress = SubMonitor.convert(monitor, files.size());
		List<String> present = Stream.of(ResourcesPlugin.getWorkspace().getRoot().getProjects()).map(IProject::getName).toList();
		for (Map.Entry<IPath, URL> file : files.entrySet()) {
			progress.split(1).subTask(file.getKey().toString());
			if (!present.contains(file.getKey().segment(0)))
				copy(file.getKey(), file.getValue());
		}
		IFile first = ResourcesPlugin.getWorkspace().getRoot().getFile(IPath.fromPortableString(FIRST_MODEL));
		return first.exists() ? first : null;
	}

	/** All files by their path below the examples' folder. */
	private static Map<IPath, URL> files() throws IOException {
		Map<IPath, URL> files = bundled();
		String home = System.getProperty("ssi.home");
		return files.isEmpty() && home != null ? below(Path.of(home, FOLDER)) : files;
	}

	private static Map<IPath, URL> bundled() {
		Bundle bundle = FrameworkUtil.getBundle(Examples.class);
		Map<IPath, URL> files = byPath();
		if (bundle.getEntry(FOLDER) == null)
			return files;
		for (URL entry : Collections.list(bundle.findEntries(FOLDER, "*", true)))
			if (!entry.getPath().endsWith("/"))
				files.put(IPath.fromPortableString(entry.getPath()).makeRelative().removeFirstSegments(1), entry);
		return files;
	}

	private static Map<IPath, URL> below(Path folder) throws IOException {
		Map<IPath, URL> files = byPath();
		try (Stream<Path> all = Files.walk(folder)) {
			for (Path file : all.filter(Files::isRegularFile).toList()) {
				IPath path = IPath.fromPath(folder.relativize(file));
				if (path.segmentCount() == 2)
					files.put(path, file.toUri().toURL());
			}
		}
		return files;
	}

	private static Map<IPath, URL> byPath() {
		return new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
	}

	private static void copy(IPath path, URL from) throws IOException, CoreException {
		if (path.segmentCount() < 2)
			return;
		IFile file = ResourcesPlugin.getWorkspace().getRoot().getFile(path);
		create(file.getParent());
		try (InputStream contents = from.openStream()) {
			if (file.exists()) // creating a project wrote its description already
				file.setContents(contents, IResource.FORCE, null);
			else
				file.create(contents, IResource.FORCE, null);
		}
	}

	private static void create(IContainer container) throws CoreException {
		if (container.exists())
			return;
		switch (container) {
		case IProject project -> {
			project.create(null);
			project.open(null);
		}
		case IFolder folder -> {
			create(folder.getParent());
			folder.create(IResource.FORCE, true, null);
		}
		default -> throw new IllegalArgumentException(container + " cannot be made");
		}
	}
}
