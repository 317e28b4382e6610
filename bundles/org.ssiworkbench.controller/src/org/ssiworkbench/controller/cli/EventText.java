package org.ssiworkbench.controller.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;

/** Events as cells of tables. */
final class EventText {
	static final List<String> HEAD = List.of("ROW", "TIME s", "NODE", "KIND", "FIELDS");

	/** One event for programs: its row, and its fields by name. */
	record Report(int row, long time, int node, String kind, long cause, Map<String, Object> fields) {
		static Report of(TraceIndex index, int row) {
			TraceEvent event = index.event(row);
			Map<String, Object> fields = new LinkedHashMap<>();
			for (int i = 0; i < event.values().size(); i++)
				fields.put(event.type().fields().get(i).name(), event.values().get(i));
			return new Report(row, event.time(), event.node(), event.type().name(), event.cause(), fields);
		}
	}

	private EventText() {
	}

	static List<String> row(TraceIndex index, int row) {
		TraceEvent event = index.event(row);
		return List.of(Integer.toString(row), TraceOptions.seconds(event.time()), Integer.toString(event.node()), event.type().name(),
				fields(event));
	}

	private static String fields(TraceEvent event) {
		List<String> fields = new ArrayList<>();
		for (int i = 0; i < event.values().size(); i++) {
			String name = event.type().fields().get(i).name();
			Object value = event.values().get(i);
			fields.add(name + '=' + (isId(name) && value instanceof Long id ? "0x" + Long.toHexString(id) : value));
		}
		return String.join(" ", fields);
	}

	private static boolean isId(String field) {
		return field.equals("msg") || field.equals("request");
	}
}
