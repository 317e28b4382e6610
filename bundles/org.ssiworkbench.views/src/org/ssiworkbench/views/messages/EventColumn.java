package org.ssiworkbench.views.messages;

import java.util.function.BiFunction;

import org.eclipse.swt.SWT;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.view.TimeFormat;

/** What the table of events tells of each. */
public enum EventColumn {
	TIME(Messages.time, 20, SWT.LEFT, (event, times) -> times.full(event.time())),
	NODE(Messages.node, 9, SWT.LEFT, (event, times) -> EventText.node(event)),
	EVENT(Messages.event, 18, SWT.LEFT, (event, times) -> EventText.kind(event)),
	PEER(Messages.peer, 6, SWT.LEFT, (event, times) -> EventText.peer(event)),
	DETAILS(Messages.details, 60, SWT.LEFT, (event, times) -> EventText.details(event));

	private final String title;
	private final int characters;
	private final int alignment;
	private final BiFunction<TraceEvent, TimeFormat, String> text;

	EventColumn(String title, int characters, int alignment, BiFunction<TraceEvent, TimeFormat, String> text) {
		this.title = title;
		this.characters = characters;
		this.alignment = alignment;
		this.text = text;
	}

	String text(TraceEvent event, TimeFormat times) {
		return text.apply(event, times);
	}

	/** The column's heading. */
	public String title() {
		return title;
	}

	int characters() {
		return characters;
	}

	int alignment() {
		return alignment;
	}
}
