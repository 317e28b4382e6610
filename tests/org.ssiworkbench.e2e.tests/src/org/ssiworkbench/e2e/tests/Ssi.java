package org.ssiworkbench.e2e.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command line with a runtime folder of its own, so that these tests meet no other cluster.
 *
 * @param runtime what {@code XDG_RUNTIME_DIR} is
 */
record Ssi(Path runtime) {
	private static final int LIMIT_SECONDS = 60;

	/** What a finished command gave. */
	record Result(int status, String out, String err) {
	}

	ProcessBuilder command(Object... words) throws IOException {
		List<String> command = new ArrayList<>(CommandLine.words());
		for (Object word : words)
			command.add(word.toString());
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("XDG_RUNTIME_DIR", runtime.toString());
		return builder;
	}

	Result run(Object... words) throws IOException, InterruptedException {
		return runWithInput("", words);
	}

	Result runWithInput(String input, Object... words) throws IOException, InterruptedException {
		return finish(command(words), input);
	}

	/** Runs any program to its end. */
	Result program(String... words) throws IOException, InterruptedException {
		return finish(new ProcessBuilder(words), "");
	}

	private Result finish(ProcessBuilder builder, String input) throws IOException, InterruptedException {
		Path out = Files.createTempFile(runtime, "out", "");
		Path err = Files.createTempFile(runtime, "err", "");
		Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
		process.outputWriter().append(input).close();
		if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
			process.destroyForcibly();
			throw new AssertionError("took too long: " + builder.command());
		}
		return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
	}
}
