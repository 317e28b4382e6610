package org.ssiworkbench.node.linux.commands;

import java.util.List;

/** Rows of words, all rows of one length. */
record Table(List<List<String>> rows) {

	/** For people: columns of equal width, two blanks between them. */
	String aligned() {
		StringBuilder text = new StringBuilder();
		for (List<String> row : rows) {
			for (int column = 0; column + 1 < row.size(); column++)
				text.append(row.get(column)).append(" ".repeat(width(column) + 2 - row.get(column).length()));
			text.append(row.getLast()).append('\n');
		}
		return text.toString();
	}

	/** For programs: a tab between the columns. */
	String tabbed() {
		StringBuilder text = new StringBuilder();
		for (List<String> row : rows)
			text.append(String.join("\t", row)).append('\n');
		return text.toString();
	}

	private int width(int column) {
		return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
	}
}
