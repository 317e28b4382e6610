package org.ssiworkbench.debug.breakpoint;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.breakpoint.Breakpoint;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;

/** Breakpoints at events like one that was recorded. */
public final class EventBreakpoint {
	private static final String MIGRATE = "MIGRATE_";

	private EventBreakpoint() {
	}

	/** What stops at events like this one; empty if nothing can. */
	public static Optional<Breakpoint> like(TraceEvent event) {
		EventKind kind = event.kind();
		if (kind == EventKind.ICS_SEND || kind == EventKind.ICS_RECV)
			return Optional.of(message(event, kind == EventKind.ICS_SEND));
		if (kind == EventKind.CLMS_TRANSITION)
			return Optional.of(of(Type.TRANSITION, Map.of("node", String.valueOf(event.integer("subject")), "from", event.text("from"), "to",
					event.text("to"))));
		if (kind != null && kind.name().startsWith(MIGRATE))
			return Optional.of(of(Type.MIGRATION, Map.of("pid", String.valueOf(event.integer("pid")), "phase",
					kind.name().substring(MIGRATE.length()).toLowerCase(Locale.ROOT))));
		return Optional.empty();
	}

	private static Breakpoint message(TraceEvent event, boolean sent) {
		String here = String.valueOf(event.node());
		String peer = String.valueOf(event.integer("peer"));
		return of(Type.MESSAGE, Map.of("service", event.text("service"), "operation", event.text("operation"), "form", event.text("form"),
				"from", sent ? here : peer, "to", sent ? peer : here, "direction", sent ? "send" : "receive"));
	}

	private static Breakpoint of(Type type, Map<String, String> fields) {
		return new Breakpoint("", type, fields, "", 0, Suspend.CLUSTER);
	}
}
