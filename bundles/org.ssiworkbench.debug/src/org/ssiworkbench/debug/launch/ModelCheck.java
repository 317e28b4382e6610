package org.ssiworkbench.debug.launch;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.MultiStatus;
import org.eclipse.core.runtime.Status;
import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.cluster.check.Problem;
import org.ssiworkbench.cluster.check.Severity;

/** Reads a model file and refuses what cannot be started, by the same rules as the command line. */
public final class ModelCheck {
	private ModelCheck() {
	}

	/**
	 * Reads a model that is to be started.
	 *
	 * @throws CoreException whose status has one child per problem, each with file and line
	 */
	static ClusterFile load(ClusterSettings settings) throws CoreException {
		ClusterFile file = ClusterFile.load(settings.model()).withMemory(settings.memory());
		if (file.hasErrors())
			throw new CoreException(status(file));
		return file;
	}

	/** The errors of a file, worst told first; OK when there is none. */
	public static IStatus status(ClusterFile file) {
		List<IStatus> errors = file.problems().stream().filter(problem -> problem.severity() == Severity.ERROR)
				.map(problem -> Status.error(problem.line(file.path()))).toList();
		if (errors.isEmpty())
			return Status.OK_STATUS;
		if (errors.size() == 1)
			return errors.getFirst();
		String summary = "The model " + file.path().getFileName() + " has " + errors.size() + " errors. The first is: "
				+ brief(firstError(file));
		return new MultiStatus(ModelCheck.class, IStatus.ERROR, errors.toArray(IStatus[]::new), summary, null);
	}

	/** A problem in one line without the file's name, for places that show the file already. */
	public static String brief(Problem problem) {
		String line = problem.line() == 0 ? "" : "Line " + problem.line() + ": ";
		return line + problem.element() + ": " + problem.fault() + "; " + problem.remedy();
	}

	/** The first error; the file must have one. */
	public static Problem firstError(ClusterFile file) {
		return file.problems().stream().filter(problem -> problem.severity() == Severity.ERROR).findFirst().orElseThrow();
	}
}
