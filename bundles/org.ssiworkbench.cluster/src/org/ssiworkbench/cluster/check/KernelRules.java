package org.ssiworkbench.cluster.check;

import java.util.List;
import java.util.regex.Pattern;

import org.ssiworkbench.cluster.Cluster;
import org.ssiworkbench.cluster.Kernel;
import org.ssiworkbench.cluster.Root;

/** Rules for kernels and the root; whether their files exist is for {@link MachineRules}. */
final class KernelRules {
	/** What the launch puts on the kernel's command line itself. */
	private static final Pattern OWN_OPTIONS = Pattern
			.compile("mem|root|rootfstype|rootflags|ro|rw|init|con|con0|ssl0|umid|uml_dir|vec\\d+(:.*)?|ssi_.*");

	private final Problems problems;

	KernelRules(Problems problems) {
		this.problems = problems;
	}

	void check(Cluster cluster) {
		cluster.getKernels().forEach(this::check);
		if (cluster.getRoot() != null) {
			check(cluster.getRoot());
		}
	}

	private void check(Kernel kernel) {
		if (isBlank(kernel.getImage())) {
			problems.error(kernel, "has an empty image", "remove the attribute for Debian's kernel, or name a kernel file");
		}
		if (isBlank(kernel.getModules())) {
			problems.error(kernel, "has an empty modules folder", "remove the attribute for Debian's modules, or name a folder");
		}
		if (kernel.getOptions() != null) {
			List.of(kernel.getOptions().strip().split("\\s+")).forEach(option -> checkOption(kernel, option));
		}
	}

	private void checkOption(Kernel kernel, String option) {
		String name = option.split("=", 2)[0];
		if (OWN_OPTIONS.matcher(name).matches()) {
			problems.error(kernel, "option " + Labels.quote(name) + " belongs to the launch",
					"remove it from options, and use the model's own elements instead");
		}
	}

	private void check(Root root) {
		if (isBlank(root.getPath()) || !root.getPath().startsWith("/")) {
			problems.error(root, "path " + Labels.quote(String.valueOf(root.getPath())) + " is not absolute",
					"write a folder that starts with /");
		} else if (!fitsCommandLine(root.getPath())) {
			problems.error(root, "path " + Labels.quote(root.getPath())
					+ " has a blank or a quotation mark, which a kernel's command line cannot carry", "use another folder");
		}
	}

	/** @return whether a kernel's command line can carry it */
	static boolean fitsCommandLine(String path) {
		return path.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"');
	}

	private static boolean isBlank(String text) {
		return text == null || text.isBlank();
	}
}
