package org.ssiworkbench.node.inspect;

import java.util.ArrayList;
import java.util.List;

/** Variables as lines of text, as they go over the control line: depth, name and value with tabs between. */
public final class VariableText {
	private static final int FIELDS = 3;

	private VariableText() {
	}

	/** The text; tabs and line ends in names and values become spaces. */
	public static String encode(List<Variable> variables) {
		StringBuilder text = new StringBuilder();
		append(variables, 0, text);
		return text.toString();
	}

	private static void append(List<Variable> variables, int depth, StringBuilder text) {
		for (Variable variable : variables) {
			text.append(depth).append('\t').append(plain(variable.name())).append('\t').append(plain(variable.value())).append('\n');
			append(variable.parts(), depth + 1, text);
		}
	}

	private static String plain(String text) {
		return text.replace('\t', ' ').replace('\n', ' ');
	}

	/** The variables of a text; lines that are none are left out. */
	public static List<Variable> decode(String text) {
		List<String[]> lines = text.lines().map(line -> line.split("\t", FIELDS))
				.filter(fields -> fields.length == FIELDS && fields[0].matches("\\d{1,3}")).toList();
		return level(lines, 0);
	}

	private static List<Variable> level(List<String[]> lines, int depth) {
		List<Variable> found = new ArrayList<>();
		for (int at = 0; at < lines.size();) {
			int end = at + 1;
			while (end < lines.size() && Integer.parseInt(lines.get(end)[0]) > depth)
				end++;
			found.add(new Variable(lines.get(at)[1], lines.get(at)[2], level(lines.subList(at + 1, end), depth + 1)));
			at = end;
		}
		return found;
	}
}
