package org.ssiworkbench.trace.filter;

import java.util.List;

import org.ssiworkbench.trace.TraceEvent;

/** A filter as a tree. */
sealed interface Condition {

	/** Whether an event satisfies it. */
	boolean matches(TraceEvent event);

	/** All of them; of none: always. */
	record And(List<Condition> parts) implements Condition {
		@Override
		public boolean matches(TraceEvent event) {
			for (Condition part : parts)
				if (!part.matches(event))
					return false;
			return true;
		}
	}

	/** Any of them. */
	record Or(List<Condition> parts) implements Condition {
		@Override
		public boolean matches(TraceEvent event) {
			for (Condition part : parts)
				if (part.matches(event))
					return true;
			return false;
		}
	}

	/** Not that. */
	record Not(Condition part) implements Condition {
		@Override
		public boolean matches(TraceEvent event) {
			return !part.matches(event);
		}
	}

	/** The event has the field, and its value is one of these. */
	record Test(String field, Values values) implements Condition {
		@Override
		public boolean matches(TraceEvent event) {
			Object value = FieldWord.value(event, field);
			return value != null && values.has(value);
		}
	}
}
