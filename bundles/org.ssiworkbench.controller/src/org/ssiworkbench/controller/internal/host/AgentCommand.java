package org.ssiworkbench.controller.internal.host;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.linux.Agent;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.uml.NativeTools;

/** The command that runs the agent in a guest, which sees the host's files at the same paths. */
final class AgentCommand {
	private AgentCommand() {
	}

	/** Writes the command, one word a line as ssi-init reads it. */
	static void write(Path file, NativeTools tools) throws IOException {
		List<String> words = new ArrayList<>(List.of("LD_AUDIT=" + tools.populate(), "LD_PRELOAD=" + tools.populate(),
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				"-Xmx16m", "-Xss256k", "-XX:-UsePerfData", "-cp", classPath(), Agent.class.getName()));
		Files.write(file, words);
	}

	private static String classPath() throws IOException {
		List<Path> places = new ArrayList<>();
		for (Class<?> sample : List.of(EventKind.class, Node.class, Agent.class))
			places.add(place(sample));
		return places.stream().distinct().map(Path::toString).collect(Collectors.joining(":"));
	}

	private static Path place(Class<?> sample) throws IOException {
		try {
			return Path.of(sample.getProtectionDomain().getCodeSource().getLocation().toURI());
		} catch (URISyntaxException e) {
			throw new IOException("the agent's classes are at an unusable place: " + e.getMessage(), e);
		}
	}
}
