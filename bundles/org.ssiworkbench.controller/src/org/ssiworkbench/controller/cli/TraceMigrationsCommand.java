package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Migration;
import org.ssiworkbench.trace.query.Migrations;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ssi trace migrations}: where processes went. */
@Command(name = "migrations", mixinStandardHelpOptions = true, description = "Lists the moves of processes with their phases.")
final class TraceMigrationsCommand implements Callable<Integer> {
	private static final List<String> HEAD = List.of("BEGIN s", "PID", "COMMAND", "FROM", "TO", "REASON", "BYTES", "DOWN ms", "TOTAL ms", "OUTCOME");
	private static final double MILLI = 1e6;

	@Mixin
	private TraceOptions trace;

	@Spec
	private CommandSpec spec;

	@Override
	public Integer call() throws IOException {
		try (TraceIndex index = trace.index(spec)) {
			new Output(spec).list(Migrations.of(index), trace.json(), HEAD, TraceMigrationsCommand::row);
		}
		return 0;
	}

	private static List<String> row(Migration migration) {
		long total = migration.end() == Migration.UNKNOWN ? Migration.UNKNOWN : migration.end() - migration.begin();
		return List.of(TraceOptions.seconds(migration.begin()), Long.toString(migration.pid()), migration.command(), Integer.toString(migration.from()),
				Integer.toString(migration.to()), migration.reason(), Long.toString(migration.bytes()), millis(migration.down()),
				millis(total), migration.outcome());
	}

	private static String millis(long time) {
		return time == Migration.UNKNOWN ? "-" : String.format(Locale.ROOT, "%.3f", time / MILLI);
	}
}
