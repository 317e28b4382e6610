package org.ssiworkbench.uml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The native programs a node needs, compiled on this machine and kept in the cache.
 *
 * @param ssiInit the static program that is PID 1 of a node and the host's helper
 * @param freeze the library that lets an agent leave an image of itself
 * @param xstate the library that makes a UML kernel run on processors whose state is longer than it knows
 */
public record NativeTools(Path ssiInit, Path freeze, Path xstate) {
	private static final String FREEZE = "ssi-freeze";
	private static final String XSTATE = "ssi-xstate";
	private static final long COMPILE_SECONDS = 60;

	/**
	 * Compiles the sources unless the cache already holds their result. Safe to call from several processes at once.
	 *
	 * @param cache the cache folder, made when missing
	 * @param sources file name to content, as node.linux ships them
	 * @throws IOException with a remedy when there is no C compiler or it refuses the sources
	 */
	public static NativeTools build(Path cache, SortedMap<String, byte[]> sources) throws IOException {
		Path folder = cache.resolve("native-" + hash(sources));
		NativeTools tools = new NativeTools(folder.resolve("ssi-init"), folder.resolve(FREEZE + ".so"),
				folder.resolve(XSTATE + ".so"));
		if (Files.isExecutable(tools.ssiInit) && Files.isReadable(tools.freeze) && Files.isReadable(tools.xstate))
			return tools;
		Files.createDirectories(cache);
		Path work = Files.createTempDirectory(cache, "native");
		try {
			for (var source : sources.entrySet())
				Files.write(work.resolve(source.getKey()), source.getValue());
			compile(work, command(sources, work.resolve("ssi-init")));
			for (String library : List.of(FREEZE, XSTATE))
				compile(work, List.of("cc", "-O2", "-D_GNU_SOURCE", "-shared", "-fPIC", library + ".c", "-o", library + ".so"));
			Files.createDirectories(folder);
			for (Path made : List.of(tools.freeze, tools.xstate, tools.ssiInit))
				Files.move(work.resolve(made.getFileName()), made, StandardCopyOption.ATOMIC_MOVE);
		} finally {
			Folders.delete(work);
		}
		return tools;
	}

	/** {@code $XDG_CACHE_HOME/ssi-workbench}, else {@code ~/.cache/ssi-workbench}. */
	public static Path cacheFolder() {
		String xdg = System.getenv("XDG_CACHE_HOME");
		Path base = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
		return base.resolve("ssi-workbench");
	}

	/** A short hash of named contents, for names in the cache. */
	public static String hash(SortedMap<String, byte[]> contents) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (var content : contents.entrySet()) {
				digest.update(content.getKey().getBytes(java.nio.charset.StandardCharsets.UTF_8));
				digest.update(content.getValue());
			}
			return HexFormat.of().formatHex(digest.digest(), 0, 8);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}

	private static List<String> command(SortedMap<String, byte[]> sources, Path output) {
		List<String> command = new ArrayList<>(List.of("cc", "-O2", "-static", "-D_GNU_SOURCE", "-o", output.toString()));
		for (String name : new TreeMap<>(sources).keySet())
			if (name.endsWith(".c") && !name.startsWith(FREEZE) && !name.startsWith(XSTATE))
				command.add(name);
		return command;
	}

	private static void compile(Path folder, List<String> command) throws IOException {
		Path log = folder.resolve("log");
		Process compiler;
		try {
			compiler = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
					.redirectOutput(log.toFile()).start();
		} catch (IOException e) {
			throw new IOException("no C compiler (cc) on this machine; install one: apt install gcc libc6-dev", e);
		}
		try {
			if (!compiler.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS))
				compiler.destroyForcibly();
			if (compiler.waitFor() != 0)
				throw new IOException("the C compiler failed; is libc6-dev installed? It said: " + Files.readString(log));
		} catch (InterruptedException e) {
			compiler.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while compiling ssi-init", e);
		}
	}
}
