package org.ssiworkbench.controller.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.ssiworkbench.cluster.check.ClusterFile;
import org.ssiworkbench.cluster.check.Problem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ssi check}: one line for each problem of a model. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Validates a model: one line a problem, exit status 1 on errors.")
final class CheckCommand implements Callable<Integer> {

	record Row(String severity, int line, String element, String fault, String remedy) {
		static Row of(Problem problem) {
			return new Row(problem.severity().name().toLowerCase(Locale.ROOT), problem.line(), problem.element(), problem.fault(),
					problem.remedy());
		}
	}

	record Report(String file, boolean valid, List<Row> problems) {
	}

	@Parameters(paramLabel = "FILE", description = "The model (.ssicluster).")
	private Path file;

	@Option(names = "--json", description = "Print JSON for programs.")
	private boolean json;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() {
		ClusterFile model = ClusterFile.load(file).checkMachine();
		Output out = new Output(spec);
		if (json)
			out.json(new Report(file.toString(), !model.hasErrors(), model.problems().stream().map(Row::of).toList()));
		else
			model.problems().forEach(problem -> out.line(problem.line(file)));
		if (!json && model.problems().isEmpty())
			out.line(file + ": no problems");
		return model.hasErrors() ? 1 : 0;
	}
}
