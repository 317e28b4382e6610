package org.ssiworkbench.trace.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;

/**
 * Writes a log that ShiViz reads as it is: before each event a line with its node and vector clock. The clocks are made of
 * the trace's own messages: a receive knows all that its sender knew when it sent.
 */
final class ShivizExport {
	/** ShiViz gets slow at some hundred events; with more than this a browser does not open the log at all. */
	private static final int MOST = 100_000;

	private final ExportRows rows;
	private final OutputStream out;
	private final TraceIndex index;
	private final SortedMap<Integer, SortedMap<Integer, Integer>> clocks = new TreeMap<>();
	/** What the senders of messages under way knew, by row of the send. */
	private final Map<Integer, SortedMap<Integer, Integer>> sent = new HashMap<>();

	ShivizExport(ExportRows rows, OutputStream out) {
		this.rows = rows;
		this.out = out;
		index = rows.index();
	}

	long write(ExportProgress progress) throws IOException {
		if (rows.count() > MOST)
			throw new IOException(rows.count() + " events are too many for ShiViz, which shows some hundred well; "
					+ "choose at most " + MOST + " by time or filter");
		return rows.forEach(progress, this::event);
	}

	private void event(int row) throws IOException {
		TraceEvent event = index.event(row);
		SortedMap<Integer, Integer> clock = clocks.computeIfAbsent(event.node(), node -> new TreeMap<>());
		clock.merge(event.node(), 1, Integer::sum);
		if (event.kind() == EventKind.ICS_SEND)
			sent.put(row, new TreeMap<>(clock));
		else if (event.kind() == EventKind.ICS_RECV) {
			SortedMap<Integer, Integer> known = sent.remove((int) index.value(Column.PARENT, row));
			if (known != null)
				known.forEach((node, count) -> clock.merge(node, count, Math::max));
		}
		out.write((host(event.node()) + ' ' + json(clock) + '\n' + text(event) + '\n').getBytes(StandardCharsets.UTF_8));
	}

	private static String host(int node) {
		return node == 0 ? "controller" : "node" + node;
	}

	private static String json(SortedMap<Integer, Integer> clock) {
		JsonText json = new JsonText().open('{');
		clock.forEach((node, count) -> json.member(host(node), count.longValue()));
		return json.close('}').toString();
	}

	/** The event on one line. */
	private static String text(TraceEvent event) {
		StringBuilder text = new StringBuilder(event.type().name());
		int place = 0;
		for (Field field : event.type().fields())
			text.append(' ').append(field.name()).append('=').append(event.values().get(place++));
		return text.append(" time=").append(event.time()).toString().replaceAll("\\R", " ");
	}
}
