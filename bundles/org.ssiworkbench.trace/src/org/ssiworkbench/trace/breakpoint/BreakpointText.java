package org.ssiworkbench.trace.breakpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Breakpoints as lines of text, as they go to a node and into files: id, type, suspend, hits, condition, filter, fields; tabs between. */
public final class BreakpointText {
	private static final int COLUMNS = 6;

	private BreakpointText() {
	}

	/** A line for each. */
	public static String encode(List<Breakpoint> breakpoints) {
		StringBuilder text = new StringBuilder();
		for (Breakpoint each : breakpoints) {
			text.append(plain(each.id())).append('\t').append(each.type()).append('\t').append(each.suspend()).append('\t')
					.append(each.hits()).append('\t').append(plain(each.condition())).append('\t').append(plain(each.filter()));
			new TreeMap<>(each.fields()).forEach((name, value) -> text.append('\t').append(name).append('=').append(plain(value)));
			text.append('\n');
		}
		return text.toString();
	}

	private static String plain(String text) {
		return text.replaceAll("\\s", " ");
	}

	/** Reads what {@link #encode} wrote; {@link IllegalArgumentException} with the offending line when it did not. */
	public static List<Breakpoint> decode(String text) {
		List<Breakpoint> breakpoints = new ArrayList<>();
		for (String line : text.lines().toList())
			breakpoints.add(breakpoint(line));
		return breakpoints;
	}

	private static Breakpoint breakpoint(String line) {
		String[] columns = line.split("\t", -1);
		if (columns.length < COLUMNS)
			throw new IllegalArgumentException("'" + line + "' is not a breakpoint");
		Map<String, String> fields = new TreeMap<>();
		for (int i = COLUMNS; i < columns.length; i++) {
			int sign = columns[i].indexOf('=');
			fields.put(columns[i].substring(0, Math.max(0, sign)), columns[i].substring(sign + 1));
		}
		return new Breakpoint(columns[0], Breakpoint.Type.valueOf(columns[1]), fields, columns[4], Integer.parseInt(columns[3]),
				Breakpoint.Suspend.valueOf(columns[2]), columns[5]);
	}
}
