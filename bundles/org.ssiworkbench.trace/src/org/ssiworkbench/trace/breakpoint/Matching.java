package org.ssiworkbench.trace.breakpoint;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;

/** Which events a breakpoint is about. */
final class Matching {
	private static final String MIGRATE = "MIGRATE_";

	private Matching() {
	}

	static Set<EventKind> kinds(Breakpoint breakpoint) {
		return switch (breakpoint.type()) {
		case MESSAGE -> EnumSet.of("send".equals(breakpoint.fields().get("direction")) ? EventKind.ICS_SEND : EventKind.ICS_RECV);
		case TRANSITION, NODE_DOWN -> EnumSet.of(EventKind.CLMS_TRANSITION);
		case MIGRATION -> migrations();
		case INVARIANT -> EnumSet.noneOf(EventKind.class); // is told of by who checks them
		};
	}

	private static Set<EventKind> migrations() {
		Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
		Arrays.stream(EventKind.values()).filter(kind -> kind.name().startsWith(MIGRATE)).forEach(kinds::add);
		return kinds;
	}

	/** Whether an event of one of its kinds is what the breakpoint is about. */
	static boolean matches(Breakpoint breakpoint, TraceEvent event) {
		return switch (breakpoint.type()) {
		case MESSAGE -> message(breakpoint, event);
		case TRANSITION -> breakpoint.allows("node", event.integer("subject")) && breakpoint.allows("from", event.text("from"))
				&& breakpoint.allows("to", event.text("to"));
		case NODE_DOWN -> event.text("to").equals("KCLEANUP") && breakpoint.allows("node", event.integer("subject"));
		case MIGRATION -> migration(breakpoint, event);
		case INVARIANT -> breakpoint.allows("node", event.node());
		};
	}

	private static boolean message(Breakpoint breakpoint, TraceEvent event) {
		boolean sent = event.kind() == EventKind.ICS_SEND;
		long peer = event.integer("peer");
		return breakpoint.allows("from", sent ? event.node() : peer) && breakpoint.allows("to", sent ? peer : event.node())
				&& breakpoint.allows("service", event.text("service")) && breakpoint.allows("operation", event.text("operation"))
				&& breakpoint.allows("form", event.text("form"));
	}

	private static boolean migration(Breakpoint breakpoint, TraceEvent event) {
		String phase = event.kind().name().substring(MIGRATE.length()).toLowerCase(Locale.ROOT);
		return breakpoint.allows("phase", phase) && breakpoint.allows("pid", event.integer("pid"))
				&& allows(breakpoint, event, "from") && allows(breakpoint, event, "to");
	}

	/** The recording node stands for the end of the move that its events do not name. */
	private static boolean allows(Breakpoint breakpoint, TraceEvent event, String end) {
		boolean named = event.kind().fields().stream().anyMatch(field -> field.name().equals(end));
		return breakpoint.allows(end, named ? event.integer(end) : event.node());
	}
}
