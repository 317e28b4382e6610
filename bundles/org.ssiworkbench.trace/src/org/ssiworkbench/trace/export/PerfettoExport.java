package org.ssiworkbench.trace.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Messages;

/**
 * Puts a trace on tracks: nodes are processes, with a track for messages, one for the membership, one for all else; RPCs,
 * migrations and the cluster's processes are spans at their node; the load is a counter. Arrows go from sends to receives.
 */
final class PerfettoExport {
	private static final int MESSAGES = 1;
	private static final int MEMBERSHIP = 2;
	private static final int OTHERS = 3;
	/** Length of a send or receive on its track, ns; shorter if the next comes sooner. */
	private static final long LENGTH = 1_000;

	/** A send or receive that waits for the next one on its track. */
	private record Point(int row, TraceEvent event, long time) {
	}

	private final ExportRows rows;
	private final TraceIndex index;
	private final Messages messages;
	private final PerfettoWriter out;
	private final Map<Integer, Point> last = new HashMap<>();
	/** Of the processes that moved, by pid. */
	private final Map<Long, String> commands = new HashMap<>();

	PerfettoExport(ExportRows rows, OutputStream out) {
		this.rows = rows;
		index = rows.index();
		messages = new Messages(index);
		this.out = new PerfettoWriter(out);
	}

	long write(ExportProgress progress) throws IOException {
		out.begin(index.description().cluster());
		name(0, "controller");
		for (int node : index.nodes())
			name(node, "node " + node);
		long written = rows.forEach(progress, row -> event(row, index.event(row)));
		for (Point point : List.copyOf(last.values()))
			point(point, LENGTH);
		out.closeAll(index.end());
		out.end();
		return written;
	}

	private void name(int node, String name) throws IOException {
		out.name("process_name", node, 0, name);
		out.name("thread_name", node, MESSAGES, "messages");
		out.name("thread_name", node, MEMBERSHIP, "membership");
		out.name("thread_name", node, OTHERS, "events");
	}

	private void event(int row, TraceEvent event) throws IOException {
		switch (event.kind()) {
			case ICS_SEND, ICS_RECV -> message(row, event);
			case ICS_RPC_DONE -> rpc(event);
			case CLMS_TRANSITION -> out.instant(event.node(), MEMBERSHIP, "membership",
					"node " + event.integer("subject") + ' ' + event.text("to"), event.time(), fields(event));
			case LOAD_SAMPLE -> out.counter(event.node(), "load", event.time(), event.integer("load"));
			case PROC_START -> process(event, event.node(), event.text("command"));
			case PROC_EXIT -> out.close(process(event), event.time());
			case MIGRATE_BEGIN, MIGRATE_FREEZE, MIGRATE_RESUME, MIGRATE_DONE, MIGRATE_FAIL -> migration(event);
			case null, default -> out.instant(event.node(), OTHERS, "event", event.type().name(), event.time(), fields(event));
		}
	}

	/** Slices of a track must not overlap: events of one time follow each other at distances of 1 ns. */
	private void message(int row, TraceEvent event) throws IOException {
		Point before = last.get(event.node());
		long time = before == null ? event.time() : Math.max(event.time(), before.time + 1);
		if (before != null)
			point(before, Math.min(LENGTH, time - before.time));
		last.put(event.node(), new Point(row, event, time));
	}

	private void point(Point point, long length) throws IOException {
		TraceEvent event = point.event;
		boolean sends = event.kind() == EventKind.ICS_SEND;
		out.slice(event.node(), MESSAGES, event.text("service"),
				(sends ? "send " : "receive ") + event.text("service") + ' ' + event.text("operation"), point.time, length, fields(event));
		if (rows.contains(sends ? messages.receive(point.row) : messages.send(point.row)))
			out.arrow(sends, event.node(), MESSAGES, point.time, event.integer("msg"));
	}

	private void rpc(TraceEvent event) throws IOException {
		String key = "rpc " + event.integer("msg");
		long begin = Math.max(0, event.time() - Math.max(0, event.integer("latency")));
		out.open(key, event.node(), "rpc", event.text("service") + ' ' + event.text("operation"), begin, fields(event));
		out.close(key, event.time());
	}

	private void process(TraceEvent event, int node, String command) throws IOException {
		out.open(process(event), node, "process", (event.integer("pid") + " " + command).strip(), event.time(), fields(event));
	}

	private void migration(TraceEvent event) throws IOException {
		String move = "move " + event.integer("pid");
		String still = "still " + event.integer("pid");
		switch (event.kind()) {
			case MIGRATE_BEGIN -> {
				commands.put(event.integer("pid"), event.text("command"));
				out.open(move, event.node(), "migration", "migrate " + event.integer("pid"), event.time(), fields(event));
			}
			case MIGRATE_FREEZE -> out.open(still, event.node(), "migration", "frozen " + event.integer("pid"), event.time(), fields(event));
			case MIGRATE_RESUME -> {
				out.close(still, event.time());
				process(event, event.node(), commands.getOrDefault(event.integer("pid"), ""));
			}
			default -> {
				out.close(still, event.time());
				out.close(move, event.time());
			}
		}
	}

	private static String process(TraceEvent event) {
		return "process " + event.integer("pid");
	}

	private static Map<String, Object> fields(TraceEvent event) {
		Map<String, Object> fields = new LinkedHashMap<>();
		int place = 0;
		for (Field field : event.type().fields())
			fields.put(field.name(), event.values().get(place++));
		return fields;
	}
}
