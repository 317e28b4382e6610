package org.ssiworkbench.e2e.tests;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the command line is started: from the product's plug-ins, else from this process's own class path. */
final class CommandLine {
	static final Path HOME = Path.of(System.getProperty("ssi.home", "../..")).toAbsolutePath().normalize();
	/** Three nodes on the kernel under test. */
	static final Path MODEL = Path.of(System.getProperty("ssi.model", HOME + "/examples/three-nodes/three-nodes.ssicluster"));
	private static final List<String> PLUGINS = List.of("org.ssiworkbench.trace", "org.ssiworkbench.node",
			"org.ssiworkbench.node.linux", "org.ssiworkbench.simulator", "org.ssiworkbench.cluster", "org.ssiworkbench.uml",
			"org.ssiworkbench.controller", "org.eclipse.emf.common", "org.eclipse.emf.ecore", "org.eclipse.emf.ecore.xmi",
			"org.eclipse.lsp4j.jsonrpc", "com.google.gson", "picocli");

	private CommandLine() {
	}

	/** The words before the verb. */
	static List<String> words() throws IOException {
		return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dssi.home=" + HOME, "-cp", classPath(),
				"org.ssiworkbench.controller.cli.Main");
	}

	private static String classPath() throws IOException {
		String plugins = System.getProperty("ssi.plugins");
		if (plugins == null)
			return System.getProperty("java.class.path");
		List<String> jars = new ArrayList<>();
		for (String name : PLUGINS)
			jars.add(jar(Path.of(plugins), name).toString());
		return String.join(File.pathSeparator, jars);
	}

	private static Path jar(Path plugins, String name) throws IOException {
		try (DirectoryStream<Path> found = Files.newDirectoryStream(plugins, name + "_*.jar")) {
			for (Path jar : found)
				return jar;
		}
		throw new IOException("no " + name + " in " + plugins + "; build the product before these tests");
	}
}
