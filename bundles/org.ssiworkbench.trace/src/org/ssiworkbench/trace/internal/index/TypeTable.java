package org.ssiworkbench.trace.internal.index;

import java.util.List;

import org.ssiworkbench.trace.EventType;

/**
 * The types of a trace's events, by the number that {@link Slot#TYPE} holds.
 *
 * @param types as readers see them
 * @param plans which slots hold their fields
 */
public record TypeTable(List<EventType> types, List<SlotPlan> plans) {

	static TypeTable of(List<EventType> types) {
		return new TypeTable(List.copyOf(types), types.stream().map(SlotPlan::of).toList());
	}
}
