package org.ssiworkbench.trace.internal.index;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.internal.EventLayout;
import org.ssiworkbench.trace.internal.TraceLayout;

/** The types of a trace of ours, and how their events are decoded into slots. */
final class OwnTypes {

	/**
	 * How an event is decoded.
	 *
	 * @param type its number in the table
	 * @param text for each written field whether it is text
	 * @param slots where each written field goes, null for nowhere
	 */
	record Plan(char type, boolean[] text, Slot[] slots) {
	}

	final TypeTable table;
	private final Plan[] plans;

	OwnTypes(TraceLayout layout) {
		plans = new Plan[layout.eventLimit()];
		List<EventType> types = new ArrayList<>();
		for (int id = 0; id < plans.length; id++)
			if (layout.event(id) != null)
				types.add(layout.event(id).type());
		table = TypeTable.of(types);
		int type = 0;
		for (int id = 0; id < plans.length; id++)
			if (layout.event(id) != null)
				plans[id] = plan(layout.event(id), type++);
	}

	Plan plan(int id) {
		return plans[id];
	}

	private Plan plan(EventLayout event, int type) {
		Slot[] slots = new Slot[event.text().length];
		for (int i = 0; i < slots.length; i++)
			slots[i] = event.target()[i] < 0 ? null : table.plans().get(type).slot(event.target()[i]);
		return new Plan((char) type, event.text(), slots);
	}
}
