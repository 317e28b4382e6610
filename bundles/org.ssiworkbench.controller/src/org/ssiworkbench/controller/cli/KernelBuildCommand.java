package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import org.ssiworkbench.uml.KernelBuild;
import org.ssiworkbench.uml.NativeTools;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ssi kernel build}: a UML kernel with debugging information. */
@Command(name = "build", mixinStandardHelpOptions = true, description = "Builds a kernel with debugging information and prints what a model's kernel element says of it. Ctrl-C ends it; the next build goes on from there.")
final class KernelBuildCommand implements Callable<Integer> {
	private static final int SHOW_MS = 500;
	private static final int QUIET_MS = 30_000;
	private static final int SECOND_MS = 1000;

	@Parameters(index = "0", arity = "0..1", paramLabel = "SOURCE", description = "A kernel's source tree; otherwise Debian's package linux-source-6.1.")
	private Path source;

	@Option(names = "--jobs", paramLabel = "N", description = "Compilers that run at once; otherwise one for each processor.")
	private int jobs = Runtime.getRuntime().availableProcessors();

	@Option(names = "--json", description = "Print the paths as JSON.")
	private boolean json;

	@Spec
	private CommandSpec spec;

	private final long begin = System.currentTimeMillis();
	private long shown;

	@Override
	public Integer call() throws IOException {
		boolean terminal = System.console() != null;
		KernelBuild.Result built = KernelBuild.run(NativeTools.cacheFolder(), source, Math.max(jobs, 1), text -> show(System.err, terminal, text));
		if (terminal)
			System.err.print("\r\033[K");
		Map<String, String> paths = new TreeMap<>(Map.of("image", built.image().toString(), "modules", built.modules().toString(),
				"source", built.source().toString()));
		Output out = new Output(spec);
		if (json)
			out.json(paths);
		else
			out.line("<kernels id=\"debug\" image=\"" + paths.get("image") + "\" modules=\"" + paths.get("modules") + "\" source=\""
					+ paths.get("source") + "\"/>");
		return 0;
	}

	/** One line that changes, on a terminal; elsewhere a line now and then. */
	private void show(PrintStream err, boolean terminal, String text) {
		long now = System.currentTimeMillis();
		boolean isStep = !text.startsWith("compiled");
		if (!isStep && now - shown < (terminal ? SHOW_MS : QUIET_MS))
			return;
		shown = now;
		String line = String.format("%5d s  %.90s", (now - begin) / SECOND_MS, text);
		err.print(terminal ? "\r\033[K" + line : line + "\n");
		err.flush();
	}
}
