package org.ssiworkbench.trace.breakpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.expression.Expression;
import org.ssiworkbench.trace.expression.ExpressionException;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;

/**
 * A kind of event at which to stop.
 *
 * @param id unique among those that are set
 * @param type what it is about
 * @param fields what the event must be like, by the names of {@link Type#fields()}; what is not named may be anything
 * @param condition on the node's state after the event, an {@link Expression}; empty for none
 * @param hits stops at this hit and all later ones; 0 and 1 mean all
 * @param suspend what stops
 * @param filter on the event itself, a {@link Filter}; empty for none
 */
public record Breakpoint(String id, Type type, Map<String, String> fields, String condition, int hits, Suspend suspend,
		String filter) {

	/** What a breakpoint is about. */
	public enum Type {
		/** A message on the interconnect. {@code direction} is send or receive, the default; {@code form} rpc, reply or message. */
		MESSAGE("service", "operation", "from", "to", "direction", "form"),
		/** A node changes its state, at the first node to know it. */
		TRANSITION("node", "from", "to"),
		/** A process moves. {@code phase} is begin, freeze, transfer, resume, done or fail. */
		MIGRATION("pid", "from", "to", "phase"),
		/** A node is found to be down, at the first node to know it. */
		NODE_DOWN("node"),
		/** Something shows at a node that must not be whatever faults there are. */
		INVARIANT("node");

		private final List<String> fields;

		Type(String... fields) {
			this.fields = List.of(fields);
		}

		/** What may be asked of the event. */
		public List<String> fields() {
			return fields;
		}
	}

	/** What a hit stops. */
	public enum Suspend {
		/** All nodes. */
		CLUSTER,
		/** The node that hit it. */
		NODE,
		/** Nothing: the hit is only reported. */
		NOTHING
	}

	/** A breakpoint without a filter. */
	public Breakpoint(String id, Type type, Map<String, String> fields, String condition, int hits, Suspend suspend) {
		this(id, type, fields, condition, hits, suspend, "");
	}

	/** Checks the names of the fields, the condition and the filter; {@link IllegalArgumentException} with a sentence for the user. */
	public Breakpoint {
		fields = Map.copyOf(fields);
		for (String field : fields.keySet())
			if (!type.fields().contains(field))
				throw new IllegalArgumentException("a breakpoint of the type " + type + " has no field " + field + "; it has " + type.fields());
		for (String number : Arrays.asList("node", "pid"))
			requireNumber(fields.get(number), number);
		if (type == Type.MESSAGE || type == Type.MIGRATION)
			for (String number : Arrays.asList("from", "to"))
				requireNumber(fields.get(number), number);
		try {
			if (!condition.isBlank())
				Expression.parse(condition);
		} catch (ExpressionException e) {
			throw new IllegalArgumentException("the condition '" + condition + "' cannot be understood: " + e.getMessage(), e);
		}
		parse(filter);
	}

	private static Filter parse(String filter) {
		try {
			return Filter.parse(filter);
		} catch (FilterException e) {
			throw new IllegalArgumentException("the filter '" + filter + "' cannot be understood: " + e.getMessage(), e);
		}
	}

	/** The filter, understood. */
	Filter eventFilter() {
		return parse(filter);
	}

	private static void requireNumber(String value, String field) {
		if (value != null && !value.matches("\\d{1,9}"))
			throw new IllegalArgumentException("'" + value + "' is not a number, which the field " + field + " has to be");
	}

	/** A field as a number; -1 when it is not asked for. */
	long number(String field) {
		return fields.containsKey(field) ? Long.parseLong(fields.get(field)) : -1;
	}

	/** Whether a text satisfies a field. */
	boolean allows(String field, String value) {
		String wanted = fields.get(field);
		return wanted == null || wanted.equals(value);
	}

	/** Whether a number satisfies a field. */
	boolean allows(String field, long value) {
		return !fields.containsKey(field) || number(field) == value;
	}
}
