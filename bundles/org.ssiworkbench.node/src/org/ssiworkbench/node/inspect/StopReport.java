package org.ssiworkbench.node.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a node that stands for the debugger tells, as it goes over the control line.
 *
 * @param time when it stopped, ns of the cluster's clock
 * @param reason request, step, breakpoint, or log when it does not stand
 * @param hits ids of the breakpoints that were hit
 * @param event the event that hit them, empty if none
 * @param handled what it handled last, newest first
 * @param variables its state
 */
public record StopReport(long time, String reason, List<String> hits, String event, List<Handled> handled, List<Variable> variables) {
	private static final String SEPARATOR = "\n\n";
	private static final int PARTS = 3;
	private static final int HEAD_FIELDS = 4;
	private static final int HANDLED_FIELDS = 6;

	/** As text: a head, what was handled, the variables. */
	public String encode() {
		String head = String.join("\t", Long.toString(time), reason, String.join(" ", hits), plain(event));
		String steps = handled.stream().map(StopReport::line).collect(Collectors.joining("\n"));
		return head + SEPARATOR + steps + SEPARATOR + VariableText.encode(variables);
	}

	private static String line(Handled step) {
		return String.join("\t", Long.toString(step.cause()), Long.toString(step.time()), plain(step.text()),
				Integer.toString(step.peer()), step.request() ? "1" : "0",
				step.sent().stream().map(String::valueOf).collect(Collectors.joining(" ")));
	}

	private static String plain(String text) {
		return text.replaceAll("\\s", " ");
	}

	/** Reads what {@link #encode} wrote. */
	public static StopReport decode(String text) throws IOException {
		String[] parts = text.split(SEPARATOR, PARTS);
		String[] head = parts[0].split("\t", -1);
		if (parts.length != PARTS || head.length != HEAD_FIELDS)
			throw new IOException("not a report of a stop: " + parts[0]);
		try {
			List<Handled> handled = new ArrayList<>();
			for (String line : parts[1].lines().toList())
				handled.add(handled(line.split("\t", -1)));
			return new StopReport(Long.parseLong(head[0]), head[1], words(head[2]).toList(), head[3], handled,
					VariableText.decode(parts[2]));
		} catch (IllegalArgumentException e) {
			throw new IOException("a damaged report of a stop: " + e.getMessage(), e);
		}
	}

	private static Handled handled(String[] fields) {
		if (fields.length != HANDLED_FIELDS)
			throw new IllegalArgumentException(String.join(" ", fields));
		return new Handled(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2], Integer.parseInt(fields[3]),
				fields[4].equals("1"), words(fields[5]).map(Long::valueOf).toList());
	}

	private static Stream<String> words(String text) {
		return Stream.of(text.split(" ")).filter(word -> !word.isEmpty());
	}
}
