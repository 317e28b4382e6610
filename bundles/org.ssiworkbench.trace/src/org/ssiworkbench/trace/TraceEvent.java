package org.ssiworkbench.trace;

import java.util.List;

/**
 * One event of a trace.
 *
 * @param time nanoseconds of the cluster's one clock
 * @param node number of the recording node; 0 is the controller
 * @param type its name and fields
 * @param cause id of the message or timer whose handling recorded this event, 0 if none (see {@link Ids})
 * @param values {@link Long} or {@link String}, in the order of {@link EventType#fields()}
 */
public record TraceEvent(long time, int node, EventType type, long cause, List<Object> values) {

	/** An event of a kind that this program knows. */
	public TraceEvent(long time, int node, EventKind kind, long cause, List<Object> values) {
		this(time, node, EventType.of(kind), cause, values);
	}

	/** What the event is about; null if this program knows only its fields, as in a foreign trace. */
	public EventKind kind() {
		return type.kind();
	}

	/** The value of an integer field. */
	public long integer(String field) {
		return (Long) value(field);
	}

	/** The value of a text field. */
	public String text(String field) {
		return (String) value(field);
	}

	/** In a line for people: {@code clms_transition transid=7 subject=3 from=UP to=KCLEANUP reason=imalive timeout}. */
	public String summary() {
		StringBuilder text = new StringBuilder(type.name());
		for (int i = 0; i < values.size(); i++)
			text.append(' ').append(type.fields().get(i).name()).append('=').append(values.get(i));
		return text.toString();
	}

	private Object value(String field) {
		int index = type.indexOf(field);
		if (index < 0)
			throw new IllegalArgumentException(type.name() + " has no field " + field);
		return values.get(index);
	}
}
