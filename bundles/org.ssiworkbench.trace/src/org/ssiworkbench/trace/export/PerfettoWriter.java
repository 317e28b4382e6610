package org.ssiworkbench.trace.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes trace events as Chrome's format has them: one JSON object a line. Times are ns of the cluster's clock; a process is
 * a node.
 *
 * @see <a href="https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU">Trace event format</a>
 */
final class PerfettoWriter {

	/** Something that began and has not ended yet. */
	private record Open(int node, String category, String name, long number) {
	}

	private final OutputStream out;
	private final Map<String, Open> open = new LinkedHashMap<>();
	private boolean first = true;
	private long numbers;

	PerfettoWriter(OutputStream out) {
		this.out = out;
	}

	void begin(String cluster) throws IOException {
		JsonText head = new JsonText().open('{').member("displayTimeUnit", "ns").name("otherData").open('{').member("cluster", cluster)
				.close('}').name("traceEvents").open('[');
		write(head + "\n");
	}

	void end() throws IOException {
		write("\n]}\n");
	}

	/** Names a node, or one of its tracks. */
	void name(String what, int node, int track, String name) throws IOException {
		JsonText json = new JsonText().open('{').member("ph", "M").member("name", what).member("pid", (long) node)
				.member("tid", (long) track).name("args").open('{').member("name", name).close('}');
		line(json);
	}

	/** Something that took time on a track. */
	void slice(int node, int track, String category, String name, long time, long duration, Map<String, Object> arguments)
			throws IOException {
		line(arguments(event("X", node, track, category, name, time).raw("dur", micros(duration)), arguments));
	}

	/** Something at an instant of a track. */
	void instant(int node, int track, String category, String name, long time, Map<String, Object> arguments) throws IOException {
		line(arguments(event("i", node, track, category, name, time).member("s", "t"), arguments));
	}

	/** A value that holds from a time on; in hundredths. */
	void counter(int node, String name, long time, long hundredths) throws IOException {
		JsonText json = event("C", node, 0, "load", name, time).name("args").open('{')
				.raw(name, String.format(Locale.ROOT, "%.2f", hundredths / 100.0)).close('}');
		line(json);
	}

	/** One end of an arrow between the slices that are there at the time. */
	void arrow(boolean begins, int node, int track, long time, long id) throws IOException {
		JsonText json = event(begins ? "s" : "f", node, track, "message", "message", time).member("id", "0x" + Long.toHexString(id));
		line(begins ? json : json.member("bp", "e"));
	}

	/** Begins something that may overlap with others of its kind. What has the same key ends first. */
	void open(String key, int node, String category, String name, long time, Map<String, Object> arguments) throws IOException {
		close(key, time);
		Open opened = new Open(node, category, name, ++numbers);
		open.put(key, opened);
		line(arguments(async("b", opened, time), arguments));
	}

	/** Ends it, if it is open. */
	void close(String key, long time) throws IOException {
		Open closed = open.remove(key);
		if (closed != null)
			line(async("e", closed, time));
	}

	/** Ends all that is still open. */
	void closeAll(long time) throws IOException {
		for (String key : open.keySet().toArray(String[]::new))
			close(key, time);
	}

	private JsonText async(String phase, Open of, long time) {
		return event(phase, of.node, 0, of.category, of.name, time).member("id", "0x" + Long.toHexString(of.number));
	}

	private JsonText event(String phase, int node, int track, String category, String name, long time) {
		return new JsonText().open('{').member("ph", phase).member("cat", category).member("name", name).member("pid", (long) node)
				.member("tid", (long) track).raw("ts", micros(time));
	}

	private static JsonText arguments(JsonText json, Map<String, Object> arguments) {
		json.name("args").open('{');
		arguments.forEach(json::member);
		return json.close('}');
	}

	private void line(JsonText json) throws IOException {
		write((first ? "" : ",\n") + json.close('}'));
		first = false;
	}

	private void write(String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.UTF_8));
	}

	/** The format's unit, without losing the nanoseconds. */
	private static String micros(long nanos) {
		return String.format(Locale.ROOT, "%d.%03d", nanos / 1000, nanos % 1000);
	}
}
