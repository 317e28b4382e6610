package org.ssiworkbench.uml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Symbols of a UML kernel for gdb. A kernel with debugging information has its own. A stripped one, such as Debian's, gets
 * the names of its functions from a guest's {@code /proc/kallsyms}: breakpoints on functions and backtraces then work,
 * arguments and source lines do not. Needs the programs readelf and objcopy.
 */
public final class KernelSymbols {
	private static final Pattern TEXT = Pattern.compile("\\] \\.text\\s+PROGBITS\\s+([0-9a-f]+)\\s+[0-9a-f]+\\s+([0-9a-f]+)");
	private static final Pattern SYMBOL = Pattern.compile("([0-9a-f]+) [tT] ([A-Za-z_][\\w.]*)");
	private static final int HEXADECIMAL = 16;

	private KernelSymbols() {
	}

	/** Whether a kernel has debugging information of its own. */
	public static boolean has(Path kernel) throws IOException {
		return run("readelf", "-SW", kernel.toString()).contains(".debug_info");
	}

	/**
	 * Writes a copy of a kernel that has function symbols.
	 *
	 * @param kallsyms the text of a guest's {@code /proc/kallsyms}
	 * @param target the file to write
	 * @return how many symbols it has
	 * @throws IOException when the kernel is not one that gdb could use, the list has no function of it, or a program fails
	 */
	public static int add(Path kernel, String kallsyms, Path target) throws IOException {
		Matcher text = TEXT.matcher(run("readelf", "-SW", kernel.toString()));
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
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
}
