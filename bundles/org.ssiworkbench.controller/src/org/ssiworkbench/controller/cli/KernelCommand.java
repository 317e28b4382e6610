package org.ssiworkbench.controller.cli;

import picocli.CommandLine.Command;

/** {@code ssi kernel}: kernels for nodes. */
@Command(name = "kernel", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "WHAT", description = "Kernels for nodes.", subcommands = KernelBuildCommand.class)
final class KernelCommand {
}
