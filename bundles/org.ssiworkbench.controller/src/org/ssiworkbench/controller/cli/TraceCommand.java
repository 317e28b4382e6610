package org.ssiworkbench.controller.cli;

import picocli.CommandLine.Command;

/** {@code ssi trace}: what a trace tells. */
@Command(name = "trace", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "WHAT", description = "Prints what a trace tells.", subcommands = {
		TraceInfoCommand.class, TraceEventsCommand.class, TraceMessagesCommand.class, TraceMembershipCommand.class,
		TraceMigrationsCommand.class, TraceStateCommand.class, TraceStatsCommand.class, TraceWhyCommand.class, TracePictureCommand.class,
		TraceExportCommand.class, TraceImportCommand.class })
final class TraceCommand {
}
