package org.ssiworkbench.trace.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.TraceEvent;

/** Writes a table as RFC 4180 has it: a line an event, a column for each field that any kind of event has. */
final class CsvExport {
	private static final List<String> COMMON = List.of("time", "node", "event", "cause");

	private final ExportRows rows;
	private final OutputStream out;
	private final List<String> fields;

	CsvExport(ExportRows rows, OutputStream out) {
		this.rows = rows;
		this.out = out;
		Set<String> names = new LinkedHashSet<>();
		rows.index().types().forEach(type -> type.fields().stream().map(Field::name).forEach(names::add));
		fields = List.copyOf(names);
	}

	long write(ExportProgress progress) throws IOException {
		List<String> head = new ArrayList<>(COMMON);
		fields.forEach(field -> head.add(COMMON.contains(field) ? field + "_field" : field));
		line(head);
		return rows.forEach(progress, row -> line(cells(rows.index().event(row))));
	}

	private List<String> cells(TraceEvent event) {
		List<String> cells = new ArrayList<>(List.of(Long.toString(event.time()), Integer.toString(event.node()), event.type().name(),
				Long.toString(event.cause())));
		for (String field : fields) {
			int place = event.type().indexOf(field);
			cells.add(place < 0 ? "" : event.values().get(place).toString());
		}
		return cells;
	}

	private void line(List<String> cells) throws IOException {
		StringBuilder line = new StringBuilder();
		for (String cell : cells)
			line.append(line.isEmpty() ? "" : ",").append(quoted(cell));
		out.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
	}

	private static String quoted(String cell) {
		boolean plain = cell.chars().noneMatch(character -> character == ',' || character == '"' || character == '\n' || character == '\r');
		return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
	}
}
