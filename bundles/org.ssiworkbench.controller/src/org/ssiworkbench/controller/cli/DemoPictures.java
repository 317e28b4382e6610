package org.ssiworkbench.controller.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts the workbench attached to a cluster, where it takes pictures of itself and ends. */
final class DemoPictures {
	private static final int LIMIT_SECONDS = 120;

	private final Path launcher;

	private DemoPictures(Path launcher) {
		this.launcher = launcher;
	}

	/** The workbench of this build. */
	static DemoPictures find() throws IOException {
		if (System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null)
			throw new CommandException("there is no display for the pictures; start the demo by ./ssi, which makes one, or add --no-pictures");
		try (DirectoryStream<Path> found = Files.newDirectoryStream(Places.plugins(), "org.eclipse.equinox.launcher_*.jar")) {
			for (Path launcher : found)
				return new DemoPictures(launcher);
		}
		throw new CommandException("there is no workbench in " + Places.plugins() + "; build it by ./ssi, or add --no-pictures");
	}

	/** Takes them of the cluster with this socket; {@link CommandException} when there are none in the end. */
	List<Path> take(Path socket, Path folder) throws IOException, InterruptedException {
		Files.createDirectories(folder);
		Path workspace = Files.createTempDirectory("ssi-demo");
		Path log = folder.resolve("workbench.log");
		try {
			run(command(socket, folder, workspace), log);
			return pictures(folder, log);
		} finally {
			delete(workspace);
		}
	}

	private List<String> command(Path socket, Path folder, Path workspace) {
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
				"-Dssi.demo.pictures=" + folder, "-Dssi.demo.attach=" + socket, "-Dssi.home=" + Places.home(), "-jar",
				launcher.toString(), "-data", workspace.toString());
	}

	private static void run(List<String> command, Path log) throws IOException, InterruptedException {
		Process workbench = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			if (!workbench.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
				throw new CommandException("the workbench took longer than " + LIMIT_SECONDS + " s to take pictures; its log is " + log);
			if (workbench.exitValue() != 0)
				throw new CommandException("the workbench could not take pictures (status " + workbench.exitValue() + "); its log is " + log);
		} finally {
			workbench.destroyForcibly().waitFor();
		}
	}

	private static List<Path> pictures(Path folder, Path log) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			List<Path> pictures = files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
			if (pictures.isEmpty())
				throw new CommandException("the workbench ended without a picture in " + folder + "; its log is " + log);
			return pictures;
		}
	}

	private static void delete(Path folder) throws IOException {
		List<Path> deepestFirst;
		try (Stream<Path> files = Files.walk(folder)) {
			deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
		}
		for (Path file : deepestFirst)
			Files.deleteIfExists(file);
	}
}
