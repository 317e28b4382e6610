package org.ssiworkbench.controller.cli;

import picocli.CommandLine.Command;

/** {@code ssi bench}: benchmarks, each against its peer in the same run. */
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "NAME", description = "Benchmarks, each against its peer in the same run.", subcommands = {
		BenchBootCommand.class, BenchInterconnectCommand.class, BenchFaultsCommand.class,
		BenchTraceCommand.class, BenchLevelingCommand.class, BenchDebugCommand.class, BenchMigrationCommand.class,
		BenchFaultsMigrationCommand.class })
final class BenchCommand {
}
