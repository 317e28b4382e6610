package org.ssiworkbench.uml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Symbols of a UML kernel for gdb. A kernel with debugging information has its own. A stripped one, such as Debian's, gets
 * the names of its functions from {@code /proc/kallsyms} of a guest that is booted for this: breakpoints on functions and
 * backtraces then work, arguments and source lines do not. Needs the programs readelf and objcopy.
 */
public final class KernelSymbols {
	private static final Pattern TEXT = Pattern.compile("\\] \\.text\\s+PROGBITS\\s+([0-9a-f]+)\\s+[0-9a-f]+\\s+([0-9a-f]+)");
	private static final Pattern SYMBOL = Pattern.compile("([0-9a-f]+) [tT] ([A-Za-z_][\\w.]*)");
	private static final String DEBUGGING = ".debug_info";
	private static final int HEXADECIMAL = 16;
	private static final long MEMORY = 32L << 20;
	private static final int BOOT_SECONDS = 30;

	private KernelSymbols() {
	}

	/** Whether a kernel has debugging information of its own. */
	public static boolean has(Path kernel) throws IOException {
		return sections(kernel).contains(DEBUGGING);
	}

	private static String sections(Path kernel) throws IOException {
		return run("readelf", "-SW", kernel.toString());
	}

	/**
	 * The file from which gdb shall read a kernel's symbols: the kernel itself when it has an index, or a copy that is made once
	 * and kept in the cache. Without an index gdb reads for seconds whenever it is to name a structure.
	 *
	 * @param cache the cache folder
	 * @throws IOException when a stripped kernel cannot be booted or a program is missing
	 */
	public static Path file(Path kernel, Path cache, NativeTools tools) throws IOException {
		String sections = sections(kernel);
		if (sections.contains(".gdb_index") || sections.contains(".debug_names"))
			return kernel;
		String what = kernel + " " + Files.size(kernel) + " " + Files.getLastModifiedTime(kernel);
		Path file = cache.resolve("symbols-" + NativeTools.hash(new TreeMap<>(Map.of("", what.getBytes(StandardCharsets.UTF_8)))));
		if (Files.isReadable(file))
			return file;
		Path draft = Files.createTempFile(cache, "symbols", ".new");
		try {
			if (sections.contains(DEBUGGING)) {
				Files.copy(kernel, draft, StandardCopyOption.REPLACE_EXISTING);
				run("gdb-add-index", draft.toString());
			} else {
				add(kernel, kallsyms(kernel, tools), draft);
			}
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		} finally {
			Files.deleteIfExists(draft);
		}
		return file;
	}

	/** What a guest of this kernel says of its symbols, with what else is on its console. */
	private static String kallsyms(Path kernel, NativeTools tools) throws IOException {
		Path runtime = Files.createTempDirectory("ssi-kallsyms");
		try {
			UmlNode machine = UmlNode.start(new UmlSpec(1, new UmlKernel(kernel, null), MEMORY, runtime, tools, HostClock.read(tools),
					new GuestWords(0, "kallsyms").mode("kallsyms").words()));
			CompletableFuture.delayedExecutor(BOOT_SECONDS, TimeUnit.SECONDS).execute(machine::kill);
			try (InputStream console = machine.console()) {
				String said = new String(console.readAllBytes(), StandardCharsets.UTF_8);
				machine.onExit().join();
				return said;
			}
		} finally {
			Folders.delete(runtime);
		}
	}

	/**
	 * Writes a copy of a kernel that has function symbols.
	 *
	 * @param kallsyms the text of a guest's {@code /proc/kallsyms}; lines that are none do not matter
	 * @param target the file to write
	 * @return how many symbols it has
	 * @throws IOException when the kernel is not one that gdb could use, the list has no function of it, or a program fails
	 */
	static int add(Path kernel, String kallsyms, Path target) throws IOException {
		Matcher text = TEXT.matcher(sections(kernel));
		if (!text.find())
			throw new IOException(kernel + " has no section .text, so it is no kernel that gdb can use");
		long begin = Long.parseUnsignedLong(text.group(1), HEXADECIMAL);
		List<String> options = options(kallsyms, begin, Long.parseUnsignedLong(text.group(2), HEXADECIMAL));
		if (options.isEmpty())
			throw new IOException("the list of the guest's symbols has no function of " + kernel);
		Path list = Files.createTempFile("ssi-symbols", ".options");
		try {
			Files.write(list, options);
			run("objcopy", "@" + list, kernel.toString(), target.toString());
		} finally {
			Files.delete(list);
		}
		return options.size();
	}

	private static List<String> options(String kallsyms, long begin, long size) {
		List<String> options = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (String line : kallsyms.lines().toList()) {
			Matcher symbol = SYMBOL.matcher(line);
			if (!symbol.matches())
				continue;
			long offset = Long.parseUnsignedLong(symbol.group(1), HEXADECIMAL) - begin;
			if (offset >= 0 && offset < size && names.add(symbol.group(2)))
				options.add("--add-symbol " + symbol.group(2) + "=.text:0x" + Long.toHexString(offset) + ",function,global");
		}
		return options;
	}

	private static String run(String... command) throws IOException {
		Process process = start(command);
		String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			if (process.waitFor() != 0)
				throw new IOException(command[0] + " failed: " + answer.strip());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while waiting for " + command[0], e);
		}
		return answer;
	}

	private static Process start(String... command) throws IOException {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true).start();
		} catch (IOException e) {
			throw new IOException("there is no program " + command[0] + "; install it: apt install gdb binutils", e);
		}
	}
}
