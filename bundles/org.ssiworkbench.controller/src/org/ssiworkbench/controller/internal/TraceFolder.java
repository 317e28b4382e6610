package org.ssiworkbench.controller.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

import org.ssiworkbench.controller.StartException;
import org.ssiworkbench.controller.internal.plan.ClusterPlan;

/** Makes the folder for a run's trace. */
final class TraceFolder {
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

	private TraceFolder() {
	}

	/** The folder asked for, which must be empty or absent; unless null, else one of the present time beside the model. */
	static Path make(Path asked, ClusterPlan plan) throws StartException {
		Path folder = asked != null ? asked.toAbsolutePath().normalize() : beside(plan);
		try {
			Files.createDirectories(folder);
			if (!isEmpty(folder))
				throw new StartException("the trace folder " + folder + " is not empty; name another with --trace, or empty it");
			return folder;
		} catch (IOException e) {
			throw new StartException("the trace folder " + folder + " cannot be made: " + e.getMessage()
					+ "; name one that can be written with --trace");
		}
	}

	private static Path beside(ClusterPlan plan) {
		Path traces = plan.model().resolveSibling("traces");
		String name = plan.name() + "-" + LocalDateTime.now().format(TIME);
		Path folder = traces.resolve(name);
		for (int i = 2; Files.exists(folder); i++)
			folder = traces.resolve(name + "-" + i);
		return folder;
	}

	private static boolean isEmpty(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.findAny().isEmpty();
		}
	}
}
