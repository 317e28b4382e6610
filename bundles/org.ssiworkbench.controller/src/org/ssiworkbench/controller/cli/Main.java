package org.ssiworkbench.controller.cli;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Entry of the command line. Ends the process with 0 done, 1 the thing asked for failed, 2 wrong usage. */
@Command(name = "ssi", description = "Runs and examines single-system-image clusters.", synopsisSubcommandLabel = "VERB", subcommands = {
		CheckCommand.class, UpCommand.class, ControllerCommand.class, StatusCommand.class, AddCommand.class, CrashCommand.class,
		DownCommand.class, ExecCommand.class, GdbCommand.class, KernelCommand.class, PsCommand.class, KeptCommand.class, KillCommand.class, MigrateCommand.class, LoadsCommand.class, TraceCommand.class, BenchCommand.class, DemoCommand.class })
public final class Main {
	/** Kept, or the setting would be lost with the logger. */
	private static final Logger JSONRPC = Logger.getLogger("org.eclipse.lsp4j.jsonrpc");

	/** What is logged reads like every other line on standard error. */
	private static final String LOG_LINE = "ssi: %5$s%6$s%n";

	private Main() {
	}

	public static void main(String[] arguments) {
		System.setProperty("java.util.logging.SimpleFormatter.format", LOG_LINE);
		System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
	}

	/** Runs one command line with its lines on the given writers, and returns its exit status. */
	public static int run(PrintWriter out, PrintWriter err, String... arguments) {
		JSONRPC.setLevel(Level.OFF); // a broken connection is told to the user in our words
		CommandLine line = new CommandLine(new Main()).setOut(out).setErr(err);
		line.setExpandAtFiles(false).setCaseInsensitiveEnumValuesAllowed(true);
		line.getSubcommands().get("exec").setStopAtPositional(true);
		line.getSubcommands().get("gdb").setStopAtPositional(true);
		line.setExecutionExceptionHandler(failures());
		line.setParameterExceptionHandler(Main::misused);
		return line.execute(arguments);
	}

	private static IExecutionExceptionHandler failures() {
		return (failure, command, parsed) -> {
			PrintWriter err = command.getErr();
			Failures.lines(failure).forEach(line -> err.println("ssi: " + line));
			return failure instanceof UsageException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
		};
	}

	private static int misused(ParameterException failure, String[] arguments) {
		CommandLine command = failure.getCommandLine();
		command.getErr().println("ssi: " + failure.getMessage().replace('\n', ' ') + " (see 'ssi "
				+ usageOf(command) + "--help')");
		return CommandLine.ExitCode.USAGE;
	}

	private static String usageOf(CommandLine command) {
		String name = command.getCommandSpec().qualifiedName(" ");
		return name.equals("ssi") ? "" : name.substring("ssi ".length()) + " ";
	}
}
