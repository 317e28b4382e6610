package org.ssiworkbench.debug.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Another process with the same plug-ins as this one, in which a cluster is launched. */
final class OtherWorkbench implements AutoCloseable {
	private final Process process;

	/** Returns when the cluster of the model runs. {@code folder} is for its workspace and configuration. */
	OtherWorkbench(Path folder, Path model) throws Exception {
		Path configuration = Files.createDirectory(folder.resolve("configuration"));
		Files.copy(Path.of(URI.create(System.getProperty("osgi.configuration.area"))).resolve("config.ini"), configuration.resolve("config.ini"));
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-Dssi.home=" + System.getProperty("ssi.home"), "-jar", System.getProperty("java.class.path"), "-configuration",
				configuration.toString(), "-data", folder.resolve("workspace").toString(), "-install",
				Path.of(URI.create(System.getProperty("osgi.install.area"))).toString(), "-application",
				"org.ssiworkbench.debug.tests.workbench", model.toString());
		process = new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile()).start();
		BufferedReader out = process.inputReader();
		for (String line = out.readLine(); !LaunchingApplication.LAUNCHED.equals(line); line = out.readLine())
			if (line == null)
				throw new IOException("the other workbench ended: " + Files.readString(folder.resolve("errors")));
	}

	/** What kill -9 does. */
	void kill() throws InterruptedException {
		process.destroyForcibly().waitFor();
	}

	@Override
	public void close() throws InterruptedException {
		kill();
	}
}
