package org.ssiworkbench.controller.internal.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.ssiworkbench.controller.internal.RunPlaces;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceWriter;

/** The traces of a simulation: one of each course of events from the first event on. */
final class SimulatorTrace {
	/** One course of events. A node has a new encoder for each life. */
	private record Course(TraceWriter writer, SortedMap<Integer, PacketEncoder> encoders) {
		Course(TraceWriter writer) {
			this(writer, new TreeMap<>());
		}

		PacketEncoder of(int node) {
			return encoders.computeIfAbsent(node, writer::encoder);
		}

		void boots(int node) {
			PacketEncoder former = encoders.put(node, writer.encoder(node));
			if (former != null)
				former.flush();
		}
	}

	private final TraceDescription description;
	private final RunPlaces places;
	private final Map<String, Course> courses = new HashMap<>();
	private String branch;
	private Course course;

	/** Begins the first trace. */
	SimulatorTrace(TraceDescription description, RunPlaces places) throws IOException {
		this.description = description;
		this.places = places;
		course = new Course(TraceWriter.create(places.trace(), description));
	}

	/** Has events recorded on a branch from now on; the first one asked for has the run's own trace. */
	void useBranch(String name) {
		if (name.equals(branch))
			return;
		flush();
		if (branch == null)
			courses.put(name, course);
		branch = name;
		course = courses.computeIfAbsent(name, this::begin);
	}

	private Course begin(String name) {
		UUID id = TraceDescription.seededId(description.seed() ^ (long) (courses.size() + 1) << 32);
		Path folder = places.branches().resolve(name.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^\\.+", "") + "-" + courses.size());
		try {
			return new Course(TraceWriter.create(folder, new TraceDescription(id, description.cluster(), description.host(),
					description.seed(), description.clockOrigin())));
		} catch (IOException e) {
			throw new UncheckedIOException("the trace of the branch " + name + " cannot be written to " + folder, e);
		}
	}

	/** The folder of a branch's trace. */
	Path folder(String name) {
		return courses.containsKey(name) ? courses.get(name).writer().folder() : places.trace();
	}

	void event(int node, long time, EventKind kind, long cause, Object... values) {
		if (node == 0 && kind == EventKind.FAULT_INJECTED && values[0].equals("add"))
			course.boots(((Long) values[1]).intValue());
		course.of(node).add(time, kind, cause, values);
	}

	void flush() {
		course.encoders().values().forEach(PacketEncoder::flush);
	}

	void close() throws IOException {
		flush();
		for (Course each : courses.values())
			each.writer().close();
	}
}
