package org.ssiworkbench.trace.internal;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata.EventClass;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata.StreamClass;
import org.ssiworkbench.trace.internal.ctf.CtfType.Member;
import org.ssiworkbench.trace.internal.ctf.CtfType.StringType;

/** What the metadata of a trace says: the trace's description and the layout of its events. */
public final class TraceLayout {
	private static final long STREAM = 0;
	private static final int MAX_EVENT_KINDS = 1024;
	private static final TraceDescription SAMPLE = new TraceDescription(new UUID(0, 0), "", "", 0, 0);

	private final TraceDescription description;
	private final EventLayout[] events = new EventLayout[MAX_EVENT_KINDS];

	private TraceLayout(TraceDescription description) {
		this.description = description;
	}

	/** Understands metadata of ours; anything else ends with a sentence that says what is foreign about it. */
	public static TraceLayout parse(String text) throws TraceFormatException {
		CtfMetadata metadata = CtfMetadata.parse(text);
		if (!isOurs(metadata))
			throw new TraceFormatException("the trace was not written by SSI Workbench, its tracer is "
					+ metadata.environment().getOrDefault("tracer_name", "not named") + "; open it in the workbench, or with 'ssi trace events'");
		return of(metadata);
	}

	/** Whether metadata says that SSI Workbench wrote the trace. */
	public static boolean isOurs(CtfMetadata metadata) {
		return MetadataText.TRACER.equals(metadata.environment().get("tracer_name"));
	}

	/** See {@link #parse}. */
	public static TraceLayout of(CtfMetadata metadata) throws TraceFormatException {
		requireOurFraming(metadata);
		TraceLayout layout = new TraceLayout(description(metadata));
		for (EventClass event : metadata.streams().get(STREAM).events().values())
			layout.add(event);
		return layout;
	}

	public TraceDescription description() {
		return description;
	}

	/** The layout of events with this id, null if the metadata has none. */
	public EventLayout event(int id) {
		return id < MAX_EVENT_KINDS ? events[id] : null;
	}

	/** Ids in the metadata are below this. */
	public int eventLimit() {
		return MAX_EVENT_KINDS;
	}

	private static TraceDescription description(CtfMetadata metadata) throws TraceFormatException {
		Map<String, String> clock = metadata.clocks().getFirst();
		Map<String, String> environment = metadata.environment();
		try {
			long origin = Math.addExact(Math.multiplyExact(number(clock, "offset_s"), 1_000_000_000L), number(clock, "offset"));
			return new TraceDescription(UUID.fromString(value(metadata.trace(), "uuid")), value(environment, "cluster_name"),
					value(environment, "host"), number(environment, "seed"), origin);
		} catch (IllegalArgumentException | ArithmeticException e) {
			throw new TraceFormatException("metadata: the trace's uuid, seed or its clock's offset is impossible: " + e.getMessage());
		}
	}

	private static String value(Map<String, String> values, String key) throws TraceFormatException {
		if (!values.containsKey(key))
			throw new TraceFormatException("the metadata does not say the trace's " + key);
		return values.get(key);
	}

	private static long number(Map<String, String> values, String key) throws TraceFormatException {
		return Long.parseLong(value(values, key));
	}

	private void add(EventClass event) throws TraceFormatException {
		long id = event.id();
		if (id < 0 || id >= MAX_EVENT_KINDS)
			throw new TraceFormatException("metadata: event id " + id + " is out of range");
		for (Member member : event.fields().members())
			if (!member.type().equals(EventLayout.INTEGER) && !(member.type() instanceof StringType))
				throw new TraceFormatException("metadata: field " + member.name() + " of " + event.name()
						+ " is of a type that SSI Workbench does not write");
		events[(int) id] = EventLayout.of(event.name(), event.fields().members());
	}

	/** Packets and event headers must be laid out exactly as we write them; only the events' own fields may differ. */
	private static void requireOurFraming(CtfMetadata metadata) throws TraceFormatException {
		if (!framing(CtfMetadata.parse(MetadataText.of(SAMPLE))).equals(framing(metadata)))
			throw new TraceFormatException("the metadata lays packets out in another way than this version of SSI Workbench; "
					+ "open the trace with the version that wrote it, or with babeltrace2");
	}

	private static List<Object> framing(CtfMetadata metadata) throws TraceFormatException {
		StreamClass stream = metadata.streams().get(STREAM);
		if (stream == null || metadata.streams().size() != 1 || metadata.clocks().size() != 1)
			throw new TraceFormatException("the metadata does not have the one class of streams and the one clock that SSI Workbench writes");
		return List.of(metadata.packetHeader(), stream.packetContext(), stream.eventHeader(), stream.eventContext(),
				value(metadata.clocks().getFirst(), "freq"));
	}
}
