package org.ssiworkbench.node.linux.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a guest starts its agent from: one jar with the node software, an archive of its classes as the JVM holds them in
 * memory, an image of the largest files, and the command. Made once for each build and JDK, and kept in the cache. The start of a JVM in a guest costs
 * mostly page faults and class loading, and this is what takes them away.
 */
public final class AgentImage {
	/**
	 * Serial collector and few compilations: least memory and threads. The agent is compiled only where it runs hot.
	 * Without relocation the archive's pages stay as they are in the file.
	 */
	private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
			"-XX:+UnlockDiagnosticVMOptions", "-XX:CompileThresholdScaling=20", "-XX:ArchiveRelocationMode=0",
			"-XX:-UsePerfData", "-XX:ReservedCodeCacheSize=8m", "-Xms4m", "-Xmx16m", "-Xss256k",
			"-Djava.net.preferIPv4Stack=true", "-Xlog:disable", "-Xlog:all=error:stderr");
	/** Counts the ways in which the folder's contents were made. */
	private static final int EDITION = 2;
	private static final String MAIN = "org.ssiworkbench.node.linux.Agent";

	private AgentImage() {
	}

	/**
	 * Makes the image unless the cache has it. Takes some seconds the first time; safe to call from several processes.
	 *
	 * @param cache the cache folder, made when missing
	 * @param populate the library of that name, which shortens the start in a guest; null to do without
	 * @return the agent's command, one word a line, as ssi-init takes it; beside it lies {@code image}, the memory of the
	 *         kernel's {@code mmapper} device
	 * @throws IOException when the image cannot be made; says what the JVM said
	 */
	public static Path command(Path cache, Path populate) throws IOException {
		byte[] jar = AgentJar.pack();
		Path java = Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
		Path folder = cache.resolve("agent-" + hash(jar, java + System.getProperty("java.vm.version") + OPTIONS + populate + EDITION));
		Path command = folder.resolve("command");
		if (Files.isReadable(command))
			return command;
		Files.createDirectories(folder);
		try (FileChannel lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = lockFile.lock()) {
			if (lock.isValid() && !Files.isReadable(command))
				make(folder, jar, java, populate);
		}
		return command;
	}

	private static void make(Path folder, byte[] content, Path java, Path populate) throws IOException {
		Path jar = folder.resolve("agent.jar");
		Path archive = folder.resolve("agent.jsa");
		Files.write(jar, content);
		List<String> base = new ArrayList<>(List.of(java.toString()));
		base.addAll(OPTIONS);
		Path classes = new Training(folder, base, jar, MAIN).run();
		dump(folder, base, jar, classes, archive);
		Path vm = java.resolveSibling("../lib/server/libjvm.so").toRealPath();
		AgentMemory.write(folder.resolve("image"), List.of(vm, archive));
		List<String> words = new ArrayList<>();
		if (populate != null)
			words.addAll(List.of("LD_AUDIT=" + populate, "LD_PRELOAD=" + populate));
		words.addAll(base);
		words.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-cp", jar.toString(), MAIN));
		Path draft = folder.resolve("command.new");
		Files.writeString(draft, String.join("\n", words) + "\n");
		Files.move(draft, folder.resolve("command"), StandardCopyOption.ATOMIC_MOVE);
	}

	private static void dump(Path folder, List<String> base, Path jar, Path classes, Path archive) throws IOException {
		List<String> words = new ArrayList<>(base);
		words.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + archive, "-cp",
				jar.toString()));
		Path log = folder.resolve("dump.log");
		Process dump = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			if (dump.waitFor() != 0)
				throw new IOException("the JVM cannot archive the agent's classes, it said: " + Files.readString(log));
		} catch (InterruptedException e) {
			dump.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while archiving the agent's classes", e);
		}
	}

	private static String hash(byte[] jar, String text) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(jar);
			digest.update(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest.digest(), 0, 8);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
