package org.ssiworkbench.trace.filter;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.TraceEvent;

/** The words that filters have for what is not simply a field of the event. */
final class FieldWord {
	static final String KIND = "kind";
	static final String TIME = "time";
	static final String NODE = "node";
	static final String CAUSE = "cause";
	static final String FROM = "from";
	static final String TO = "to";
	static final String MESSAGE = "message";
	static final String SIZE = "size";

	/** What each word means, for completion. */
	static final List<String[]> ALL = List.of(new String[] { KIND, "what the event is about" },
			new String[] { TIME, "time of the cluster's clock" }, new String[] { NODE, "the recording node; 0 is the controller" },
			new String[] { CAUSE, "id of the message or timer being handled" },
			new String[] { FROM, "node that sent the message, or what it moved or changed from" },
			new String[] { TO, "node that the message is for, or what it moved or changed to" },
			new String[] { MESSAGE, "id of the message" }, new String[] { SIZE, "bytes of the message or migration" });

	private static final Set<EventKind> MESSAGES = EnumSet.of(EventKind.ICS_SEND, EventKind.ICS_RECV);
	private static final List<String> SIZES = List.of("inline", "ool", "bytes", "sent");

	private FieldWord() {
	}

	/** Whether a kind's events are a message on its way, so that {@link #FROM} and {@link #TO} are its nodes. */
	static boolean isMessage(EventType type) {
		return type.kind() != null && MESSAGES.contains(type.kind());
	}

	/** Of a message: whether the word is the recording node; otherwise it is the peer. */
	static boolean isRecorder(EventType type, String word) {
		return word.equals(FROM) == (type.kind() == EventKind.ICS_SEND);
	}

	/** The fields of a type that a word stands for. */
	static int[] fields(EventType type, String word) {
		List<String> names = word.equals(SIZE) ? SIZES : List.of(word.equals(MESSAGE) ? "msg" : word);
		return names.stream().mapToInt(type::indexOf).filter(index -> index >= 0).toArray();
	}

	/** What an event has there; null if nothing. */
	static Object value(TraceEvent event, String word) {
		switch (word) {
		case KIND:
			return event.type().name();
		case TIME:
			return event.time();
		case NODE:
			return (long) event.node();
		case CAUSE:
			return event.cause();
		default:
			return fieldValue(event, word);
		}
	}

	private static Object fieldValue(TraceEvent event, String word) {
		if (isMessage(event.type()) && (word.equals(FROM) || word.equals(TO)))
			return isRecorder(event.type(), word) ? (Object) (long) event.node() : (Object) event.integer("peer");
		int[] fields = fields(event.type(), word);
		if (fields.length == 0)
			return null;
		if (!word.equals(SIZE))
			return event.values().get(fields[0]);
		long sum = 0;
		for (int field : fields)
			if (event.values().get(field) instanceof Long part)
				sum += part;
		return sum;
	}
}
