package org.ssiworkbench.trace.tests;

import java.util.ArrayList;
import java.util.List;

/** Reads a table as RFC 4180 has it. */
final class CsvTable {
	private CsvTable() {
	}

	static List<List<String>> parse(String text) {
		List<List<String>> rows = new ArrayList<>();
		List<String> row = new ArrayList<>();
		StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (quoted && character == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"')
				cell.append(text.charAt(++i));
			else if (character == '"')
				quoted = !quoted;
			else if (!quoted && (character == ',' || character == '\r')) {
				row.add(cell.toString());
				cell.setLength(0);
			} else if (!quoted && character == '\n') {
				rows.add(row);
				row = new ArrayList<>();
			} else
				cell.append(character);
		}
		return rows;
	}
}
