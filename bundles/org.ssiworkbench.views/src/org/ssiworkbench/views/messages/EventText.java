package org.ssiworkbench.views.messages;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.views.internal.Icons;

/** Trace events in words. */
public final class EventText {
	private static final String SEPARATOR = "  "; //$NON-NLS-1$

	private EventText() {
	}

	/** Who recorded it. */
	public static String node(TraceEvent event) {
		return event.node() == 0 ? Messages.controller : String.valueOf(event.node());
	}

	/** Its kind. */
	public static String kind(TraceEvent event) {
		return event.type().name();
	}

	/** The other node it is about; empty when there is none. */
	public static String peer(TraceEvent event) {
		for (String name : new String[] { "peer", "subject" }) //$NON-NLS-1$ //$NON-NLS-2$
			if (event.type().indexOf(name) >= 0)
				return String.valueOf(event.integer(name));
		return ""; //$NON-NLS-1$
	}

	/** What else it says. */
	public static String details(TraceEvent event) {
		return switch (event.kind()) {
		case null -> fields(event);
		case CLMS_TRANSITION -> event.text("from") + " \u2192 " + event.text("to") + SEPARATOR + event.text("reason") //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$ //$NON-NLS-4$
				+ SEPARATOR + "#" + event.integer("transid"); //$NON-NLS-1$ //$NON-NLS-2$
		case CLMS_VIEW -> event.text("members") + SEPARATOR + "master " + event.integer("master"); //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$
		case IMALIVE_MISSED -> event.integer("missed") + " of " + event.integer("limit"); //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$
		case ICS_SEND, ICS_RECV -> message(event);
		case ICS_RPC_DONE -> event.text("service") + "." + event.text("operation") + SEPARATOR + event.text("status") + SEPARATOR //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$ //$NON-NLS-4$
				+ String.format("%.3f ms", event.integer("latency") / 1e6); //$NON-NLS-1$ //$NON-NLS-2$
		case FAULT_INJECTED -> event.text("fault") + SEPARATOR + event.text("detail"); //$NON-NLS-1$ //$NON-NLS-2$
		case LOG -> event.text("level") + ": " + event.text("text"); //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$
		default -> fields(event);
		};
	}

	/** A picture of its kind. */
	static Icons icon(TraceEvent event) {
		return switch (event.kind()) {
		case CLMS_TRANSITION, CLMS_VIEW -> Icons.TRANSITION;
		case ICS_SEND -> Icons.SEND;
		case ICS_RECV -> Icons.RECEIVE;
		case FAULT_INJECTED -> Icons.FAULT;
		case IMALIVE_MISSED, ICS_REMOTE_DOWN, ICS_THROTTLE, MIGRATE_FAIL -> Icons.WARNING;
		case MIGRATE_BEGIN, MIGRATE_FREEZE, MIGRATE_TRANSFER, MIGRATE_RESUME, MIGRATE_DONE -> Icons.MIGRATION;
		case null, default -> Icons.FACT;
		};
	}

	private static String message(TraceEvent event) {
		return event.text("form") + SEPARATOR + event.text("service") + "." + event.text("operation") + SEPARATOR + "channel " //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$ //$NON-NLS-4$ //$NON-NLS-5$
				+ event.integer("channel") + SEPARATOR + (event.integer("inline") + event.integer("ool")) + " bytes"; //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$ //$NON-NLS-4$
	}

	private static String fields(TraceEvent event) {
		List<Field> fields = event.type().fields();
		return IntStream.range(0, fields.size()).filter(i -> !isPeer(fields.get(i)))
				.mapToObj(i -> fields.get(i).name() + "=" + event.values().get(i)).collect(Collectors.joining(SEPARATOR)); //$NON-NLS-1$
	}

	private static boolean isPeer(Field field) {
		return "peer".equals(field.name()) || "subject".equals(field.name()); //$NON-NLS-1$ //$NON-NLS-2$
	}
}
