package org.ssiworkbench.trace.internal.index;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.internal.EventLayout;
import org.ssiworkbench.trace.internal.TraceLayout;

/** The types of a trace of ours, and how their events are decoded into slots. */
final class OwnTypes {

	/** The lower bits of a put are the column's number, those above say what sort of column. */
	static final int COLUMN_BITS = 4;
	static final int COLUMN = (1 << COLUMN_BITS) - 1;
	static final int LONG = 1;
	static final int INT = 2;
	static final int CHAR = 3;
	static final int BYTE = 4;
	/** The column of a field that the index does not hold. */
	static final int NOWHERE = 0xF;
	/** What is not less than this is a text, to be put as a code into the column whose number is in the lower bits. */
	static final int TEXT = 0x100;

	/**
	 * How an event is decoded.
	 *
	 * @param type its number in the table
	 * @param puts for each written field where it goes
	 */
	record Plan(char type, int[] puts) {
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

	/** Null if the metadata has no such event. */
	Plan plan(int id) {
		return id < plans.length ? plans[id] : null;
	}

	private Plan plan(EventLayout event, int type) {
		int[] puts = new int[event.text().length];
		for (int i = 0; i < puts.length; i++) {
			Slot slot = event.target()[i] < 0 ? null : table.plans().get(type).slot(event.target()[i]);
			puts[i] = event.text()[i] ? TEXT + column(slot) : (width(slot) << COLUMN_BITS) + column(slot);
		}
		return new Plan((char) type, puts);
	}

	private static int column(Slot slot) {
		return slot == null ? NOWHERE : slot.index;
	}

	private static int width(Slot slot) {
		return slot == null ? 0 : switch (slot.width) {
		case LONG -> LONG;
		case INT -> INT;
		case CHAR -> CHAR;
		case BYTE -> BYTE;
		};
	}
}
