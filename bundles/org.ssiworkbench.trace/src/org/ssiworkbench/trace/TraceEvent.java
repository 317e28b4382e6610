package org.ssiworkbench.trace;

import java.util.List;

/**
 * One event of a trace.
 *
 * @param time nanoseconds of the cluster's one clock
 * @param node number of the recording node; 0 is the controller
 * @param kind what it is about
 * @param cause id of the message or timer whose handling recorded this event, 0 if none (see {@link Ids})
 * @param values {@link Long} or {@link String}, in the order of {@link EventKind#fields()}
 */
public record TraceEvent(long time, int node, EventKind kind, long cause, List<Object> values) {

	/** The value of an integer field. */
	public long integer(String field) {
		return (Long) value(field);
	}

	/** The value of a text field. */
	public String text(String field) {
		return (String) value(field);
	}

	private Object value(String field) {
		List<Field> fields = kind.fields();
		for (int i = 0; i < fields.size(); i++)
			if (fields.get(i).name().equals(field))
				return values.get(i);
		throw new IllegalArgumentException(kind.traceName() + " has no field " + field);
	}
}
