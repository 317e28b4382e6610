package org.ssiworkbench.controller.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.ssiworkbench.simulator.leveling.Comparison;
import org.ssiworkbench.simulator.leveling.Method;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssi bench leveling}: ways to place and move jobs, beside the figures published for them in IEEE TPDS 11(7), 2000. */
@Command(name = "leveling", mixinStandardHelpOptions = true, description = "Compares ways to level load in simulated executions.")
final class BenchLevelingCommand implements Callable<Integer> {
	/** Best first, as published. */
	private static final Map<Method, Double> PUBLISHED = Map.of(Method.ENHANCED_MOSIX, 7.479, Method.MOSIX, 8.557,
			Method.ENHANCED_PVM, 9.795, Method.PVM, 14.334);
	private static final List<Method> ORDER = List.of(Method.ENHANCED_MOSIX, Method.MOSIX, Method.ENHANCED_PVM, Method.PVM);

	@Option(names = "--executions", paramLabel = "N", defaultValue = "300", description = "How many executions (default ${DEFAULT-VALUE}).")
	private int executions;

	@Option(names = "--seed", paramLabel = "SEED", defaultValue = "1", description = "Of the jobs (default ${DEFAULT-VALUE}).")
	private long seed;

	@Option(names = "--json", description = "Print JSON for programs.")
	private boolean json;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() {
		if (executions < 1)
			throw new UsageException("--executions " + executions + " runs nothing; give 1 or more");
		Map<Method, Double> slowdowns = Comparison.run(seed, executions);
		List<BenchRow> rows = new ArrayList<>();
		for (Method method : ORDER)
			rows.add(row(method, slowdowns));
		BenchReport report = new BenchReport("leveling", rows);
		report.print(new Output(spec), json);
		return report.status();
	}

	/** A row's bar is the slowdown of the next worse method: the published order must come out. */
	private static BenchRow row(Method method, Map<Method, Double> slowdowns) {
		String what = "mean slowdown " + method.name().toLowerCase(Locale.ROOT).replace('_', ' ');
		int next = ORDER.indexOf(method) + 1;
		Double bar = next < ORDER.size() ? slowdowns.get(ORDER.get(next)) : null;
		return new BenchRow(what, slowdowns.get(method), "", "published", PUBLISHED.get(method), null, bar,
				bar == null ? null : slowdowns.get(method) < bar);
	}
}
