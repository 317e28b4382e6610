package org.ssiworkbench.uml;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds a UML kernel with debugging information on which nodes run. All it makes lies in one folder of the cache, named by the
 * source and the options; a build that was ended goes on where it was. Blocks for many minutes; interrupting the thread ends it.
 */
public final class KernelBuild {
	private static final Path DEBIAN = Path.of("/usr/src/linux-source-6.1.tar.xz");
	private static final String OPTIONS = "kernel.config";
	private static final int SHOWN_ERRORS = 5;

	private final Path folder;
	private final Path source;
	private final Consumer<String> progress;
	private final Path log;

	private KernelBuild(Path folder, Path source, Consumer<String> progress) {
		this.folder = folder;
		this.source = source;
		this.progress = progress;
		log = folder.resolve("log");
	}

	/**
	 * What a build gives, as the attributes of a model's kernel element.
	 *
	 * @param image the kernel with its debugging information
	 * @param modules the folder with a folder of modules for the kernel's release
	 * @param source the source tree
	 */
	public record Result(Path image, Path modules, Path source) {
	}

	/**
	 * Builds a kernel unless that has been done. With Debian's source a finished one is never built again; a tree of the user's
	 * own may have changed, so what has changed in it is compiled.
	 *
	 * @param cache the cache folder, made when missing
	 * @param tree a kernel's source tree; null for Debian's package linux-source-6.1
	 * @param jobs how many compilers run at once
	 * @param progress is told, in words for people, what is being done
	 * @throws IOException with a remedy when there is no source, it cannot be compiled, or another process is building it
	 */
	public static Result run(Path cache, Path tree, int jobs, Consumer<String> progress) throws IOException {
		Path folder = cache.resolve("kernel-" + key(tree));
		Files.createDirectories(folder);
		KernelBuild build = new KernelBuild(folder, tree == null ? folder.resolve("source") : tree.toRealPath(), progress);
		try (FileChannel file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
				FileLock lock = file.tryLock()) {
			if (lock == null)
				throw new IOException("another process is building this kernel in " + folder + "; wait until it has finished");
			if (tree != null || !Files.exists(build.result().image()))
				build.all(tree == null, jobs);
		}
		return build.result();
	}

	private static String key(Path tree) throws IOException {
		Path what = tree == null ? DEBIAN : tree;
		if (!Files.exists(tree == null ? DEBIAN : tree.resolve("arch/um/Makefile")))
			throw new IOException(tree == null ? "there is no " + DEBIAN + "; install it: apt install linux-source-6.1"
					: tree + " is no source tree of a Linux kernel: it has no arch/um/Makefile");
		TreeMap<String, byte[]> parts = new TreeMap<>();
		parts.put("options", options().getBytes(StandardCharsets.UTF_8));
		parts.put("source", (what.toRealPath() + (tree == null ? " " + Files.getLastModifiedTime(what) : ""))
				.getBytes(StandardCharsets.UTF_8));
		return NativeTools.hash(parts);
	}

	private static String options() throws IOException {
		try (InputStream options = KernelBuild.class.getResourceAsStream(OPTIONS)) {
			return new String(options.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private Result result() {
		return new Result(folder.resolve("linux"), folder.resolve("modules/lib/modules"), source);
	}

	private void all(boolean debian, int jobs) throws IOException {
		Files.deleteIfExists(log);
		if (debian && !Files.isDirectory(source))
			unpack();
		Path output = Files.createDirectories(folder.resolve("build"));
		if (!Files.exists(output.resolve(".config")))
			configure(output);
		progress.accept("compiling");
		make(output, "-j" + jobs, "linux", "modules");
		progress.accept("installing modules");
		Folders.delete(folder.resolve("modules"));
		make(output, "INSTALL_MOD_PATH=" + folder.resolve("modules"), "modules_install");
		Path image = folder.resolve("linux.new");
		Files.copy(output.resolve("linux"), image, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
		Files.move(image, result().image(), StandardCopyOption.ATOMIC_MOVE);
	}

	private void unpack() throws IOException {
		progress.accept("unpacking " + DEBIAN);
		Path draft = folder.resolve("source.new");
		Folders.delete(draft);
		Files.createDirectories(draft);
		execute(List.of("tar", "-xf", DEBIAN.toString(), "-C", draft.toString(), "--strip-components=1"));
		Files.move(draft, source, StandardCopyOption.ATOMIC_MOVE);
	}

	/** The configuration appears when it is whole. */
	private void configure(Path output) throws IOException {
		progress.accept("configuring");
		Path draft = Files.createDirectories(folder.resolve("configuration"));
		make(draft, "defconfig");
		Path options = Files.writeString(folder.resolve(OPTIONS), options());
		Path merged = draft.resolve(".config");
		execute(List.of("env", "-C", source.toString(), "KCONFIG_CONFIG=" + merged, source + "/scripts/kconfig/merge_config.sh", "-m",
				merged.toString(), options.toString()));
		make(draft, "olddefconfig");
		String missing = options().lines().filter(line -> line.endsWith("=y")).filter(line -> !has(merged, line))
				.collect(Collectors.joining(" "));
		if (!missing.isEmpty())
			throw new IOException("the kernel in " + source + " cannot be built with " + missing + ", which nodes or the debugger need");
		Files.copy(merged, output.resolve(".config"));
		Folders.delete(draft);
	}

	private static boolean has(Path configuration, String line) {
		try (Stream<String> lines = Files.lines(configuration)) {
			return lines.anyMatch(line::equals);
		} catch (IOException e) {
			return false;
		}
	}

	private void make(Path output, String... words) throws IOException {
		List<String> command = new ArrayList<>(List.of("nice", "make", "-C", source.toString(), "O=" + output, "ARCH=um"));
		command.addAll(List.of(words));
		execute(command);
	}

	private void execute(List<String> command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		Thread ending = new Thread(() -> end(process));
		Runtime.getRuntime().addShutdownHook(ending);
		try {
			follow(process);
			if (process.waitFor() != 0)
				throw new IOException(failure());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while building a kernel; the next build goes on from here", e);
		} finally {
			end(process);
			Runtime.getRuntime().removeShutdownHook(ending);
		}
	}

	private static void end(Process process) {
		process.descendants().forEach(ProcessHandle::destroy);
		process.destroy();
	}

	/** Writes the log, and tells how many files have been compiled: how many there are is not known beforehand. */
	private void follow(Process process) throws IOException {
		int compiled = 0;
		try (BufferedReader lines = process.inputReader(); PrintWriter out = new PrintWriter(
				Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				out.println(line);
				if (Thread.currentThread().isInterrupted())
					return;
				if (line.startsWith("  CC "))
					progress.accept("compiled " + ++compiled + " files, at " + line.substring(line.lastIndexOf(' ') + 1));
				else if (line.startsWith("  LD ") && line.contains("vmlinux"))
					progress.accept("linking");
			}
		}
	}

	/** What the compiler or make complained of. */
	private String failure() throws IOException {
		try (Stream<String> lines = Files.lines(log)) {
			String errors = lines.filter(line -> line.contains("error:") || line.contains("***") || line.contains("not found"))
					.limit(SHOWN_ERRORS).collect(Collectors.joining("; "));
			return "the kernel could not be built: " + (errors.isEmpty() ? "its build failed" : errors) + " (log: " + log + ")";
		}
	}
}
