package org.ssiworkbench.controller.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project and its product are, as the script {@code ssi} says. */
final class Places {
	private Places() {
	}

	/** The checkout. */
	static Path home() {
		return place("ssi.home");
	}

	/** The product's plug-ins. */
	static Path plugins() {
		return place("ssi.plugins");
	}

	private static Path place(String property) {
		String value = System.getProperty(property);
		if (value == null || !Files.isDirectory(Path.of(value)))
			throw new CommandException("the system property " + property + " names no folder (it is " + value
					+ "); start this command by the script ./ssi");
		return Path.of(value);
	}
}
