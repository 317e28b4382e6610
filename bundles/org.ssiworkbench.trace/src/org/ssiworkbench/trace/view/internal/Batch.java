package org.ssiworkbench.trace.view.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.internal.index.Slot;
import org.ssiworkbench.trace.internal.index.SlotPlan;

/** Some rows of an index. */
final class Batch {
	static final int ROWS = 1 << 13;

	final TraceIndex index;
	final long[] node = new long[ROWS];
	final long[] peer = new long[ROWS];
	final long[] service = new long[ROWS];
	final long[] form = new long[ROWS];
	final long[] parent = new long[ROWS];
	private final long[] type = new long[ROWS];
	private final EventKind[] kinds;
	private final List<SlotPlan> plans;
	private final List<Map<String, Slot>> slots;
	private int first;
	private int count;

	Batch(TraceIndex index) {
		this.index = index;
		kinds = index.types().stream().map(each -> each.kind()).toArray(EventKind[]::new);
		plans = index.data().types().plans();
		slots = plans.stream().map(plan -> (Map<String, Slot>) new HashMap<String, Slot>()).toList();
	}

	void load(int row, int rows) {
		first = row;
		count = rows;
		index.values(Column.TYPE, row, rows, type);
		index.values(Column.NODE, row, rows, node);
		index.values(Column.PEER, row, rows, peer);
		index.values(Column.SERVICE, row, rows, service);
		index.values(Column.FORM, row, rows, form);
		index.values(Column.PARENT, row, rows, parent);
	}

	int count() {
		return count;
	}

	/** The row of the {@code i}-th event. */
	int row(int i) {
		return first + i;
	}

	/** What the {@code i}-th event is about; null in a foreign trace. */
	EventKind kind(int i) {
		return kinds[(int) type[i]];
	}

	int node(int i) {
		return (int) node[i];
	}

	long time(int i) {
		return index.time(first + i);
	}

	/** An integer field of the {@code i}-th event; 0 if the trace's version of it lacks the field. */
	long integer(int i, String field) {
		Slot slot = slot(i, field);
		if (slot == null)
			return index.types().get((int) type[i]).indexOf(field) < 0 ? 0 : index.event(first + i).integer(field);
		long value = index.data().columns().value(slot, first + i);
		return slot.width != Slot.Width.LONG && value == slot.elsewhere() ? index.event(first + i).integer(field) : value;
	}

	/** A text field of the {@code i}-th event; empty if the trace's version of it lacks the field. */
	String text(int i, String field) {
		Slot slot = slot(i, field);
		if (slot == null)
			return index.types().get((int) type[i]).indexOf(field) < 0 ? "" : index.event(first + i).text(field);
		long code = index.data().columns().value(slot, first + i);
		return code == slot.elsewhere() ? index.event(first + i).text(field) : index.text((int) code);
	}

	private Slot slot(int i, String field) {
		int number = (int) type[i];
		return slots.get(number).computeIfAbsent(field, name -> plans.get(number).slot(name));
	}
}
