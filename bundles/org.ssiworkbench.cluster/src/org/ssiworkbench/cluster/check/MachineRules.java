package org.ssiworkbench.cluster.check;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

import org.eclipse.emf.ecore.EObject;
import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.HostKind;
import org.ssiworkbench.cluster.Kernel;
import org.ssiworkbench.cluster.Node;
import org.ssiworkbench.cluster.Root;

/** What the UML nodes of a cluster need on this machine. */
final class MachineRules {
	private final Path file;
	private final HostKind host;
	private final Problems problems;

	/**
	 * @param file where names that are not absolute start
	 * @param host of all nodes; null for what the model says
	 */
	MachineRules(Path file, HostKind host, Problems problems) {
		this.file = file.toAbsolutePath();
		this.host = host;
		this.problems = problems;
	}

	void check(Cluster cluster) {
		Set<Kernel> kernels = new LinkedHashSet<>();
		cluster.getNodes().stream().filter(this::isUml).forEach(node -> addKernel(node, kernels));
		kernels.forEach(this::check);
		if (!kernels.isEmpty() && cluster.getRoot() != null) {
			check(cluster.getRoot());
		}
	}

	private void check(Root root) {
		if (checkPath(root, "path", root.getPath(), Files::isDirectory, "name an existing folder")
				&& !new RootFolder(Path.of(root.getPath()).normalize()).hasProgram("/bin/sh")) {
			problems.warning(root, "path " + Labels.quote(root.getPath())
					+ " holds no program /bin/sh, so no command that needs a shell can be run",
					"put a shell there that finds its libraries in the folder, such as a static busybox");
		}
	}

	private boolean isUml(Node node) {
		return (host == null ? node.getHost() : host) == HostKind.UML;
	}

	/** What the model itself has on UML without a kernel, {@link NodeRules} have found already. */
	private void addKernel(Node node, Set<Kernel> kernels) {
		if (node.getKernel() != null) {
			kernels.add(node.getKernel());
		} else if (node.getHost() != HostKind.UML) {
			problems.error(node, "has no kernel to run on UML with", "write kernel=\"...\" with the id of a Kernel");
		}
	}

	private void check(Kernel kernel) {
		String packaged = ", or install Debian's kernel with: apt-get install user-mode-linux";
		checkPath(kernel, "image", kernel.getImage(), this::isProgram, "name an executable UML kernel" + packaged);
		if (checkPath(kernel, "modules", kernel.getModules(), Files::isDirectory, "name an existing folder" + packaged)
				&& !KernelRules.fitsCommandLine(file.resolveSibling(kernel.getModules()).toString())) {
			problems.error(kernel, "modules " + Labels.quote(kernel.getModules())
					+ " are in a folder with a blank or a quotation mark, which a kernel's command line cannot carry", "use another folder");
		}
		checkPath(kernel, "symbols", kernel.getSymbols(), Files::isReadable, "name a readable file, or remove it");
		checkPath(kernel, "source", kernel.getSource(), Files::isDirectory, "name an existing folder, or remove it");
	}

	private boolean isProgram(Path path) {
		return Files.isRegularFile(path) && Files.isExecutable(path);
	}

	/** @return whether there is such a file */
	private boolean checkPath(EObject element, String attribute, String name, Predicate<Path> test, String remedy) {
		if (name == null || name.isBlank()) {
			return false;
		}
		if (!passes(name, test)) {
			problems.error(element, attribute + " " + Labels.quote(name) + " is missing or not usable on this machine", remedy);
			return false;
		}
		return true;
	}

	private boolean passes(String name, Predicate<Path> test) {
		try {
			return test.test(file.resolveSibling(name));
		} catch (InvalidPathException e) {
			return false;
		}
	}
}
