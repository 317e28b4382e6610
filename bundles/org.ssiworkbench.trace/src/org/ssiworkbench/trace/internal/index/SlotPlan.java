package org.ssiworkbench.trace.internal.index;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.Field;

/** Which slot holds which field of one type of events. */
public final class SlotPlan {
	private static final Map<String, Slot> INTEGERS = Map.ofEntries(Map.entry("msg", Slot.ID), Map.entry("transid", Slot.ID),
			Map.entry("pid", Slot.ID), Map.entry("request", Slot.REF), Map.entry("latency", Slot.REF), Map.entry("parent", Slot.REF),
			Map.entry("sender", Slot.REF), Map.entry("total", Slot.REF), Map.entry("down", Slot.REF), Map.entry("peer", Slot.PEER),
			Map.entry("subject", Slot.PEER), Map.entry("to", Slot.PEER), Map.entry("target", Slot.PEER), Map.entry("place", Slot.PEER),
			Map.entry("master", Slot.PEER), Map.entry("channel", Slot.CHANNEL), Map.entry("priority", Slot.PRIORITY),
			Map.entry("inline", Slot.N1), Map.entry("bytes", Slot.N1), Map.entry("sent", Slot.N1), Map.entry("ool", Slot.N2));
	private static final Map<String, Slot> TEXTS = Map.of("service", Slot.T1, "operation", Slot.T2, "form", Slot.T3);
	private static final List<Slot> FOR_INTEGERS = List.of(Slot.N1, Slot.N2, Slot.REF, Slot.ID);
	private static final List<Slot> FOR_NODES = List.of(Slot.PEER, Slot.N1, Slot.N2, Slot.REF, Slot.ID);
	private static final List<Slot> FOR_TEXTS = List.of(Slot.T1, Slot.T2, Slot.T3);

	private final EventType type;
	private final Slot[] slots;

	private SlotPlan(EventType type) {
		this.type = type;
		slots = new Slot[type.fields().size()];
		EnumSet<Slot> free = EnumSet.allOf(Slot.class);
		for (int i = 0; i < slots.length; i++) {
			Slot wanted = wanted(type.fields().get(i));
			if (wanted != null && free.remove(wanted))
				slots[i] = wanted;
		}
		for (int i = 0; i < slots.length; i++)
			if (slots[i] == null)
				slots[i] = take(free, choices(type.fields().get(i)));
	}

	static SlotPlan of(EventType type) {
		return new SlotPlan(type);
	}

	/** The slot of a field; null if the index does not hold it. */
	public Slot slot(int field) {
		return slots[field];
	}

	/** The slot of a field; null if the type has no such field of that sort or the index does not hold it. */
	public Slot slot(String field, Field.Type sort) {
		int index = type.indexOf(field);
		return index < 0 || type.fields().get(index).type() != sort ? null : slots[index];
	}

	private static Slot wanted(Field field) {
		return switch (field.type()) {
		case INTEGER -> INTEGERS.get(field.name());
		case TEXT -> TEXTS.get(field.name());
		};
	}

	private static List<Slot> choices(Field field) {
		return switch (field.type()) {
		case INTEGER -> field.name().equals("from") ? FOR_NODES : FOR_INTEGERS;
		case TEXT -> FOR_TEXTS;
		};
	}

	private static Slot take(EnumSet<Slot> free, List<Slot> choices) {
		for (Slot slot : choices)
			if (free.remove(slot))
				return slot;
		return null;
	}
}
