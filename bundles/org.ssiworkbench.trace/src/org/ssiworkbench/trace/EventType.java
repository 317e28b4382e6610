package org.ssiworkbench.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * How events of one name look in a trace: for a trace of ours that is an {@link EventKind}, for a foreign one whatever its
 * metadata says.
 *
 * @param name the event's name in the trace
 * @param fields its fields, in the order of {@link TraceEvent#values()}
 * @param kind what it means to this program; null if it knows only its fields
 */
public record EventType(String name, List<Field> fields, EventKind kind) {
	private static final List<EventType> KNOWN = known();

	public EventType {
		fields = List.copyOf(fields);
	}

	/** The type of events of a kind that this program knows. */
	public static EventType of(EventKind kind) {
		return KNOWN.get(kind.ordinal());
	}

	/** Where a field's value is among an event's values; -1 if the type has no such field. */
	public int indexOf(String field) {
		for (int i = 0; i < fields.size(); i++)
			if (fields.get(i).name().equals(field))
				return i;
		return -1;
	}

	private static List<EventType> known() {
		List<EventType> types = new ArrayList<>();
		for (EventKind kind : EventKind.values())
			types.add(new EventType(kind.traceName(), kind.fields(), kind));
		return List.copyOf(types);
	}
}
