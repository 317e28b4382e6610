package org.ssiworkbench.controller.internal.host;

import org.ssiworkbench.trace.TraceEvent;

/** What an event is called in the debugger: {@code clms_transition transid=7 subject=3 from=UP to=KCLEANUP ...}. */
final class EventTexts {
	private EventTexts() {
	}

	static String of(TraceEvent event) {
		StringBuilder text = new StringBuilder(event.kind().traceName());
		for (int i = 0; i < event.values().size(); i++)
			text.append(' ').append(event.kind().fields().get(i).name()).append('=').append(event.values().get(i));
		return text.toString();
	}
}
