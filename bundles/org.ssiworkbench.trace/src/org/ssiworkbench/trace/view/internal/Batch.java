package org.ssiworkbench.trace.view.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.Field;
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
	private final List<EventType> types;
	private final List<Map<String, Slot>> integers;
	private final List<Map<String, Slot>> texts;
	private int first;
	private int count;

	Batch(TraceIndex index) {
		this.index = index;
		types = index.types();
		kinds = types.stream().map(EventType::kind).toArray(EventKind[]::new);
		plans = index.data().types().plans();
		integers = maps(plans.size());
		texts = maps(plans.size());
	}

	private static List<Map<String, Slot>> maps(int count) {
		return Stream.<Map<String, Slot>>generate(HashMap::new).limit(count).toList();
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

	/** An integer field of the {@code i}-th event; 0 if it has none in this trace. */
	long integer(int i, String field) {
		if (!has(i, field, Field.Type.INTEGER))
			return 0;
		Slot slot = integers.get((int) type[i]).computeIfAbsent(field, name -> plan(i).slot(name, Field.Type.INTEGER));
		long value = slot == null ? 0 : index.data().columns().value(slot, first + i);
		return isElsewhere(slot, value) ? index.event(first + i).integer(field) : value;
	}

	/** A text field of the {@code i}-th event; empty if it has none in this trace. */
	String text(int i, String field) {
		if (!has(i, field, Field.Type.TEXT))
			return "";
		Slot slot = texts.get((int) type[i]).computeIfAbsent(field, name -> plan(i).slot(name, Field.Type.TEXT));
		long code = slot == null ? 0 : index.data().columns().value(slot, first + i);
		return isElsewhere(slot, code) ? index.event(first + i).text(field) : index.text((int) code);
	}

	private boolean has(int i, String field, Field.Type sort) {
		EventType eventType = types.get((int) type[i]);
		int place = eventType.indexOf(field);
		return place >= 0 && eventType.fields().get(place).type() == sort;
	}

	private SlotPlan plan(int i) {
		return plans.get((int) type[i]);
	}

	private static boolean isElsewhere(Slot slot, long value) {
		return slot == null || slot.width != Slot.Width.LONG && value == slot.elsewhere();
	}
}
