package org.ssiworkbench.uml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The native programs a node needs, compiled on this machine and kept in the cache. Beside them lies a folder {@code bin}
 * with the commands for people in a node, which PID 1 finds by its own place.
 *
 * @param ssiInit the static program that is PID 1 of a node and the host's helper
 * @param freeze the library that lets an agent leave an image of itself
 * @param xstate the library that makes a UML kernel run on processors whose state is longer than it knows
 * @param files the program that serves the shared directory
 */
public record NativeTools(Path ssiInit, Path freeze, Path xstate, Path files) {
	private static final String FREEZE = "ssi-freeze";
	private static final String XSTATE = "ssi-xstate";
	/** Static programs besides ssi-init, and what they are made of; {@code bin} is for commands in a node. */
	private static final Map<String, List<String>> PROGRAMS = Map.of(
			"bin/dbdemo", List.of("dbdemo.c"),
			"bin/ssi-bench", List.of("ssi-bench.c", "tcp.c"),
			"bin/ssi-tools", List.of("ssi-tools.c", "ask.c", "queue.c"),
			"bin/stub", List.of("stub.c", "stub-describe.c", "stub-fds.c", "stub-tty.c", "queue.c"),
			"ssi-files", List.of("files-fs.c", "files-lock.c", "files-open.c", "files-table.c", "files-tree.c", "ssi-files.c",
					"vhost.c"));
	/** Sources that ssi-init has in common with other programs. */
	private static final Set<String> COMMON = Set.of("ask.c", "queue.c", "tcp.c");
	/** What ssi-tools is called as. */
	private static final List<String> COMMANDS = List.of("cluster", "clustername", "clusternode_getstate",
			"clusternode_num", "fast", "fastnode", "loadlevel", "loads", "migrate", "node_self", "onall", "onnode",
			"spawndaemon", "ssi-ps", "where_pid");
	private static final long COMPILE_SECONDS = 60;

	/**
	 * Compiles the sources unless the cache already holds their result. Safe to call from several processes at once.
	 *
	 * @param cache the cache folder, made when missing
	 * @param sources file name to content, as node.linux ships them
	 * @throws IOException with a remedy when there is no C compiler or it refuses the sources
	 */
	public static NativeTools build(Path cache, SortedMap<String, byte[]> sources) throws IOException {
		SortedMap<String, byte[]> contents = new TreeMap<>(sources);
		contents.put("", (new TreeMap<>(PROGRAMS) + " " + COMMANDS).getBytes(StandardCharsets.UTF_8));
		Path folder = cache.resolve("native-" + hash(contents));
		NativeTools tools = new NativeTools(folder.resolve("ssi-init"), folder.resolve(FREEZE + ".so"),
				folder.resolve(XSTATE + ".so"), folder.resolve("ssi-files"));
		if (Files.isDirectory(folder))
			return tools;
		Files.createDirectories(cache);
		Path work = Files.createTempDirectory(cache, "native");
		try {
			for (var source : sources.entrySet())
				Files.write(work.resolve(source.getKey()), source.getValue());
			compileAll(work, sources);
			Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
			publish(work, folder);
		} finally {
			Folders.delete(work);
		}
		return tools;
	}

	private static void compileAll(Path work, SortedMap<String, byte[]> sources) throws IOException {
		compile(work, program("ssi-init", sources.keySet().stream().filter(NativeTools::isPartOfInit).toList()));
		for (String library : List.of(FREEZE, XSTATE))
			compile(work, List.of("cc", "-O2", "-D_GNU_SOURCE", "-shared", "-fPIC", library + ".c", "-o", library + ".so"));
		Files.createDirectory(work.resolve("bin"));
		for (var program : PROGRAMS.entrySet())
			compile(work, program(program.getKey(), program.getValue()));
		for (String name : COMMANDS)
			Files.createSymbolicLink(work.resolve("bin").resolve(name), Path.of("ssi-tools"));
		// It is by this name that load leveling knows what may be moved.
		Files.createSymbolicLink(work.resolve("bin/bash-ll"), Path.of("/bin/bash"));
	}

	/** Whole or not at all; another process may have been faster. */
	private static void publish(Path work, Path folder) throws IOException {
		try {
			Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
		} catch (IOException e) {
			if (!Files.isDirectory(folder))
				throw e;
		}
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
				digest.update(content.getKey().getBytes(StandardCharsets.UTF_8));
				digest.update(content.getValue());
			}
			return HexFormat.of().formatHex(digest.digest(), 0, 8);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}

	private static List<String> program(String output, List<String> sources) {
		List<String> command = new ArrayList<>(List.of("cc", "-O2", "-static", "-D_GNU_SOURCE", "-o", output));
		command.addAll(sources);
		return command;
	}

	private static boolean isPartOfInit(String name) {
		return name.endsWith(".c") && !name.startsWith(FREEZE) && !name.startsWith(XSTATE)
				&& (COMMON.contains(name) || PROGRAMS.values().stream().noneMatch(sources -> sources.contains(name)));
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
