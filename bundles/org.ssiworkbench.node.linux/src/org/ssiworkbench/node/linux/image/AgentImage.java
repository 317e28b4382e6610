package org.ssiworkbench.node.linux.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.ssiworkbench.node.linux.Agent;

/**
 * What a guest runs its agent from: one jar with the node software, and the commands that start it. Made once for each build
 * and JDK, and kept in the cache.
 */
public final class AgentImage {
	/** Serial collector and few compilations: least memory and threads. The agent is compiled only where it runs hot. */
	private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
			"-XX:+UnlockDiagnosticVMOptions", "-XX:CompileThresholdScaling=20", "-XX:-UsePerfData",
			"-XX:ReservedCodeCacheSize=8m", "-Xms4m", "-Xmx16m", "-Xss256k", "-Djava.net.preferIPv4Stack=true",
			"-Xlog:disable", "-Xlog:all=error:stderr");
	/** Where ssi-init has the agent leave its image, and few pools of memory to put into it. */
	private static final List<String> REHEARSAL = List.of("SSI_FROZEN=/run/frozen/image", Agent.REHEARSE + "=1", "MALLOC_ARENA_MAX=1");
	private static final int KEPT = 16;
	private static final String MAIN = "org.ssiworkbench.node.linux.Agent";

	private AgentImage() {
	}

	/**
	 * Makes the files unless the cache has them; safe to call from several processes.
	 *
	 * @param cache the cache folder, made when missing
	 * @param freeze the library of that name
	 * @return the agent's command, one word a line, as ssi-init takes it; beside it lies {@code rehearsal}, the command that
	 *         starts an agent to be frozen
	 */
	public static Path command(Path cache, Path freeze) throws IOException {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java").toRealPath();
		String how = java + System.getProperty("java.vm.version") + OPTIONS + REHEARSAL + freeze;
		Path known = cache.resolve("build-" + hash(bytes(AgentJar.stamp()), how));
		if (!Files.isReadable(known.resolve("command")))
			link(known, make(cache, java, how, freeze));
		Path folder = known.toRealPath();
		Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
		return folder.resolve("command");
	}

	/** Another process may do the same just now. */
	private static void link(Path known, Path folder) throws IOException {
		Path draft = folder.resolveSibling(known.getFileName() + "." + ProcessHandle.current().pid());
		Files.deleteIfExists(draft);
		Files.createSymbolicLink(draft, folder.getFileName());
		Files.move(draft, known, StandardCopyOption.ATOMIC_MOVE);
	}

	/** The folder of the agent, which goes by what the agent is: builds that differ elsewhere share it. */
	private static Path make(Path cache, Path java, String how, Path freeze) throws IOException {
		byte[] jar = AgentJar.pack();
		Path folder = cache.resolve("agent-" + hash(jar, how));
		Path command = folder.resolve("command");
		if (Files.isReadable(command))
			return folder;
		Files.createDirectories(folder);
		forgetOld(cache);
		put(folder.resolve("agent.jar"), jar);
		List<String> words = new ArrayList<>(List.of(java.toString()));
		words.addAll(OPTIONS);
		words.addAll(List.of("-cp", folder.resolve("agent.jar").toString(), MAIN));
		List<String> rehearsal = new ArrayList<>(REHEARSAL);
		rehearsal.add("LD_PRELOAD=" + freeze);
		rehearsal.addAll(words);
		put(folder.resolve("rehearsal"), lines(rehearsal));
		put(command, lines(words));
		return folder;
	}

	/** With its image an agent takes 50 MB. Only the ones that were used last are kept. */
	private static void forgetOld(Path cache) throws IOException {
		SortedMap<FileTime, Path> agents = new TreeMap<>(Comparator.reverseOrder());
		try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache, "agent-*")) {
			for (Path folder : folders)
				agents.put(Files.getLastModifiedTime(folder), folder);
		}
		for (Path folder : agents.values().stream().skip(KEPT).toList())
			delete(folder);
	}

	private static void delete(Path folder) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
			for (Path file : files)
				Files.deleteIfExists(file);
			Files.deleteIfExists(folder);
		} catch (NoSuchFileException e) {
			return; // another process was faster
		}
	}

	private static byte[] lines(List<String> words) {
		return bytes(String.join("\n", words) + "\n");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** Others see the whole file or none. */
	private static void put(Path file, byte[] content) throws IOException {
		Path draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
		Files.write(draft, content);
		Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
		Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
	}

	private static String hash(byte[] content, String text) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(content);
			digest.update(bytes(text));
			return HexFormat.of().formatHex(digest.digest(), 0, 8);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}
}
