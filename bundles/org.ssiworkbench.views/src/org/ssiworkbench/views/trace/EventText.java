package org.ssiworkbench.views.trace;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Field;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.views.internal.ClusterTime;

/** Trace events in words. */
public final class EventText {
	private static final String SEPARATOR = "  "; //$NON-NLS-1$

	private EventText() {
	}

	/** When it happened. */
	public static String time(TraceEvent event) {
		return ClusterTime.full(event.time());
	}

	/** Who recorded it. */
	public static String node(TraceEvent event) {
		return event.node() == 0 ? Messages.controller : String.valueOf(event.node());
	}

	/** Its kind. */
	public static String kind(TraceEvent event) {
		return event.kind().traceName();
	}

	/** The other node it is about; empty when there is none. */
	public static String peer(TraceEvent event) {
		for (String name : new String[] { "peer", "subject" }) //$NON-NLS-1$ //$NON-NLS-2$
			if (has(event.kind(), name))
				return String.valueOf(event.integer(name));
		return ""; //$NON-NLS-1$
	}

	/** What else it says. */
	public static String details(TraceEvent event) {
		return switch (event.kind()) {
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

	/** All of a row, for filters. */
	public static String row(TraceEvent event) {
		return String.join(SEPARATOR, time(event), node(event), kind(event), peer(event), details(event));
	}

	private static String message(TraceEvent event) {
		return event.text("form") + SEPARATOR + event.text("service") + "." + event.text("operation") + SEPARATOR + "channel " //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$ //$NON-NLS-4$ //$NON-NLS-5$
				+ event.integer("channel") + SEPARATOR + (event.integer("inline") + event.integer("ool")) + " bytes"; //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$ //$NON-NLS-4$
	}

	private static String fields(TraceEvent event) {
		List<Field> fields = event.kind().fields();
		return IntStream.range(0, fields.size()).filter(i -> !isPeer(fields.get(i)))
				.mapToObj(i -> fields.get(i).name() + "=" + event.values().get(i)).collect(Collectors.joining(SEPARATOR)); //$NON-NLS-1$
	}

	private static boolean isPeer(Field field) {
		return "peer".equals(field.name()) || "subject".equals(field.name()); //$NON-NLS-1$ //$NON-NLS-2$
	}

	private static boolean has(EventKind kind, String name) {
		return kind.fields().stream().anyMatch(field -> field.name().equals(name));
	}
}
