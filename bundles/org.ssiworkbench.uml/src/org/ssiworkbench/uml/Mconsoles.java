package org.ssiworkbench.uml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The management consoles of several UML kernels, spoken to at once. */
public final class Mconsoles {
	private Mconsoles() {
	}

	/**
	 * Stops guests, as {@link Mconsole#stop()} does each. Blocks until all have answered or a few seconds have passed.
	 *
	 * @param machines by any number
	 * @return when each said that it stands, ns of the host's CLOCK_MONOTONIC, which {@link System#nanoTime()} shows; those
	 *         that did not answer are missing
	 */
	public static SortedMap<Integer, Long> stop(SortedMap<Integer, UmlNode> machines) throws IOException {
		return all("stop", machines);
	}

	/** Lets stopped guests run on; the rest as for {@link #stop}. */
	public static SortedMap<Integer, Long> go(SortedMap<Integer, UmlNode> machines) throws IOException {
		return all("go", machines);
	}

	private static SortedMap<Integer, Long> all(String command, SortedMap<Integer, UmlNode> machines) throws IOException {
		SortedMap<Integer, Long> times = new TreeMap<>();
		if (machines.isEmpty())
			return times;
		NativeTools tools = machines.get(machines.firstKey()).spec().tools();
		List<String> words = new ArrayList<>(List.of(tools.ssiInit().toString(), "mconsoles", command));
		machines.values().forEach(machine -> words.add(machine.mconsole().socket().toString()));
		List<Integer> numbers = List.copyOf(machines.keySet());
		for (String line : run(words)) {
			String[] fields = line.split(" ");
			if (fields.length == 3 && fields[2].equals("0"))
				times.put(numbers.get(Integer.parseInt(fields[0])), Long.parseLong(fields[1]));
		}
		return times;
	}

	private static List<String> run(List<String> words) throws IOException {
		Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			process.waitFor();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted while waiting for the kernels' consoles", e);
		}
		return answer.lines().toList();
	}
}
