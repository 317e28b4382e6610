package org.ssiworkbench.controller.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import com.google.gson.GsonBuilder;

import picocli.CommandLine.Model.CommandSpec;

/** Standard output of a command: lines, tables, JSON. */
final class Output {
	private final PrintWriter out;

	Output(CommandSpec spec) {
		out = spec.commandLine().getOut();
	}

	void line(String text) {
		out.println(text);
	}

	/** Prints a value, records as objects, nulls kept. */
	void json(Object value) {
		out.println(new GsonBuilder().serializeNulls().disableHtmlEscaping().create().toJson(value));
	}

	/** Prints things as JSON, or a table with a row for each. */
	<T> void list(List<T> things, boolean json, List<String> head, Function<T, List<String>> row) {
		if (json)
			json(things);
		else
			table(head, things.stream().map(row).toList());
	}

	/** Prints rows under a head, each column as wide as its widest cell. Columns whose rows are all numbers go to the right. */
	void table(List<String> head, List<List<String>> rows) {
		int[] widths = new int[head.size()];
		boolean[] numbers = new boolean[head.size()];
		Arrays.fill(numbers, !rows.isEmpty());
		for (int column = 0; column < widths.length; column++) {
			widths[column] = head.get(column).length();
			for (List<String> row : rows) {
				widths[column] = Math.max(widths[column], row.get(column).length());
				numbers[column] &= row.get(column).matches("[-0-9.,]*( [a-zA-Z/]+)?");
			}
		}
		row(head, widths, numbers);
		rows.forEach(row -> row(row, widths, numbers));
	}

	private void row(List<String> cells, int[] widths, boolean[] numbers) {
		StringBuilder line = new StringBuilder();
		for (int column = 0; column < widths.length; column++) {
			String padding = " ".repeat(widths[column] - cells.get(column).length());
			line.append(numbers[column] ? padding + cells.get(column) : cells.get(column) + padding).append("  ");
		}
		line(line.toString().stripTrailing());
	}
}
