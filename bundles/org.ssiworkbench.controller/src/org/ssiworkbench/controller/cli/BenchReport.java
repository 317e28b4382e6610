package org.ssiworkbench.controller.cli;

import java.util.List;
import java.util.Locale;

/** The results of one benchmark. */
record BenchReport(String bench, List<BenchRow> rows) {
	private static final List<String> HEAD = List.of("WHAT", "OURS", "UNIT", "PEER", "THEIRS", "RATIO", "BAR", "MET");

	void print(Output out, boolean json) {
		if (json)
			out.json(this);
		else
			out.table(HEAD, rows.stream().map(BenchReport::cells).toList());
	}

	/** Exit status: whether every bar was met. */
	int status() {
		return rows.stream().anyMatch(row -> Boolean.FALSE.equals(row.met())) ? 1 : 0;
	}

	private static List<String> cells(BenchRow row) {
		return List.of(row.what(), number(row.ours()), row.unit(), row.peer() == null ? "-" : row.peer(), number(row.theirs()),
				number(row.ratio()), number(row.bar()), row.met() == null ? "-" : row.met() ? "yes" : "NO");
	}

	private static String number(Double value) {
		return value == null ? "-" : String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.0f", value);
	}
}
