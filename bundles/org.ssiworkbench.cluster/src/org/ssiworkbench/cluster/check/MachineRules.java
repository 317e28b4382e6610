package org.ssiworkbench.cluster.check;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Objects;
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

	/** @param file where names that are not absolute start */
	MachineRules(Path file) {
		this.file = file.toAbsolutePath();
	}

	void check(Cluster cluster, Problems problems) {
		Set<Kernel> kernels = new LinkedHashSet<>();
		cluster.getNodes().stream().filter(node -> node.getHost() == HostKind.UML).map(Node::getKernel).filter(Objects::nonNull)
				.forEach(kernels::add);
		kernels.forEach(kernel -> check(kernel, problems));
		if (!kernels.isEmpty() && cluster.getRoot() != null) {
			check(cluster.getRoot(), problems);
		}
	}

	private void check(Root root, Problems problems) {
		checkPath(problems, root, "path", root.getPath(), Files::isDirectory, "name an existing folder");
	}

	private void check(Kernel kernel, Problems problems) {
		String packaged = ", or install Debian's kernel with: apt-get install user-mode-linux";
		checkPath(problems, kernel, "image", kernel.getImage(), this::isProgram, "name an executable UML kernel" + packaged);
		checkPath(problems, kernel, "modules", kernel.getModules(), Files::isDirectory, "name an existing folder" + packaged);
		checkPath(problems, kernel, "symbols", kernel.getSymbols(), Files::isReadable, "name a readable file, or remove it");
		checkPath(problems, kernel, "source", kernel.getSource(), Files::isDirectory, "name an existing folder, or remove it");
	}

	private boolean isProgram(Path path) {
		return Files.isRegularFile(path) && Files.isExecutable(path);
	}

	private void checkPath(Problems problems, EObject element, String attribute, String name, Predicate<Path> test, String remedy) {
		if (name == null || name.isBlank()) {
			return;
		}
		if (!passes(name, test)) {
			problems.error(element, attribute + " " + Labels.quote(name) + " is missing or not usable on this machine", remedy);
		}
	}

	private boolean passes(String name, Predicate<Path> test) {
		try {
			return test.test(file.resolveSibling(name));
		} catch (InvalidPathException e) {
			return false;
		}
	}
}
