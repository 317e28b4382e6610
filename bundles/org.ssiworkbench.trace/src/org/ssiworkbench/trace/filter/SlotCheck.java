package org.ssiworkbench.trace.filter;

import org.ssiworkbench.trace.internal.index.Slot;

/** Checks the rows of some types of events, all of which store the field that is tested in the same way. Thread-safe. */
abstract class SlotCheck {
	private final TypeSet types;

	SlotCheck(TypeSet types) {
		this.types = types;
	}

	/** Whether the zone has events of these types with such values. */
	boolean possible(ZoneRows zone) {
		return types.possible(zone) && valuesPossible(zone);
	}

	/** Adds the bits of those candidates that are of these types and have such a value. */
	final void find(ZoneRows zone, long[] candidates, long[] result) {
		boolean all = types.isAll(zone);
		char[] rowTypes = all ? null : zone.chars(Slot.TYPE);
		for (int word = 0; word < candidates.length; word++) {
			long wanted = candidates[word] & ~result[word];
			if (wanted != 0 && !all)
				wanted &= types.of(rowTypes, word * Long.SIZE);
			if (wanted != 0)
				result[word] |= matching(zone, word * Long.SIZE, wanted);
		}
	}

	abstract boolean valuesPossible(ZoneRows zone);

	/** Of the 64 rows from {@code row} on those that are wanted and have such a value. */
	abstract long matching(ZoneRows zone, int row, long wanted);

	abstract int cost();

	/** The types alone decide. */
	static final class Always extends SlotCheck {
		Always(TypeSet types) {
			super(types);
		}

		@Override
		boolean valuesPossible(ZoneRows zone) {
			return true;
		}

		@Override
		long matching(ZoneRows zone, int row, long wanted) {
			return wanted;
		}

		@Override
		int cost() {
			return 1;
		}
	}

	/** What the index does not hold is read from the trace, row by row. */
	static class Decoded extends SlotCheck {
		private final Condition.Test test;

		Decoded(TypeSet types, Condition.Test test) {
			super(types);
			this.test = test;
		}

		@Override
		boolean valuesPossible(ZoneRows zone) {
			return true;
		}

		@Override
		long matching(ZoneRows zone, int row, long wanted) {
			long matching = 0;
			for (long left = wanted; left != 0; left &= left - 1) {
				int bit = Long.numberOfTrailingZeros(left);
				if (test.matches(zone.event(row + bit)))
					matching |= 1L << bit;
			}
			return matching;
		}

		@Override
		int cost() {
			return 1000;
		}
	}

	/** The field's slot is of 64 or 32 bits; several slots are added up. */
	static final class Ranges extends Decoded {
		private final Slot[] slots;
		private final Values values;

		Ranges(TypeSet types, Condition.Test test, Slot... slots) {
			super(types, test);
			this.slots = slots;
			values = test.values();
		}

		@Override
		boolean valuesPossible(ZoneRows zone) {
			long min = 0;
			long max = 0;
			for (Slot slot : slots) {
				min += zone.zones().min(slot, zone.zone);
				max += zone.zones().max(slot, zone.zone);
			}
			return isElsewhere(zone) || values.meets(min, max);
		}

		/** Whether some value of the zone did not fit its slot. */
		private boolean isElsewhere(ZoneRows zone) {
			for (Slot slot : slots)
				if (slot.width == Slot.Width.INT && zone.zones().min(slot, zone.zone) == slot.elsewhere())
					return true;
			return false;
		}

		@Override
		long matching(ZoneRows zone, int row, long wanted) {
			if (slots.length > 1 || isElsewhere(zone))
				return summed(zone, row, wanted);
			long matching = 0;
			for (long[] range : values.ranges())
				matching |= slots[0].width == Slot.Width.LONG ? within(zone.longs(slots[0]), row, range[0], range[1])
						: within(zone.ints(slots[0]), row, range[0], range[1]);
			return matching & wanted;
		}

		private long summed(ZoneRows zone, int row, long wanted) {
			long[] sums = new long[Long.SIZE];
			long unknown = 0;
			for (Slot slot : slots)
				if (slot.width == Slot.Width.LONG) {
					long[] column = zone.longs(slot);
					for (int i = 0; i < Long.SIZE; i++)
						sums[i] += column[row + i];
				} else {
					int[] column = zone.ints(slot);
					for (int i = 0; i < Long.SIZE; i++) {
						sums[i] += column[row + i];
						unknown |= (column[row + i] == Integer.MIN_VALUE ? 1L : 0) << i;
					}
				}
			long matching = 0;
			for (long[] range : values.ranges())
				matching |= within(sums, 0, range[0], range[1]);
			unknown &= wanted;
			return matching & wanted & ~unknown | super.matching(zone, row, unknown);
		}

		private static long within(long[] column, int row, long min, long max) {
			long matching = 0;
			for (int i = 0; i < Long.SIZE; i++)
				matching |= (column[row + i] >= min & column[row + i] <= max ? 1L : 0) << i;
			return matching;
		}

		private static long within(int[] column, int row, long min, long max) {
			long matching = 0;
			for (int i = 0; i < Long.SIZE; i++)
				matching |= (column[row + i] >= min & column[row + i] <= max ? 1L : 0) << i;
			return matching;
		}

		@Override
		int cost() {
			return 2 * slots.length;
		}
	}

	/** The field's slot is of 16 or 8 bits: which values match is looked up in a table. */
	static final class Table extends Decoded {
		/** What a table says of a value. */
		static final byte NO = 0;
		static final byte YES = 1;
		static final byte ELSEWHERE = 2;

		private final Slot slot;
		/** By the value's lower 16 or 8 bits. */
		private final byte[] table;
		/** Which values modulo 64 may match. */
		private final long mask;

		Table(TypeSet types, Condition.Test test, Slot slot, byte[] table) {
			super(types, test);
			this.slot = slot;
			this.table = table;
			long possible = 0;
			for (int value = 0; value < table.length; value++)
				if (table[value] != NO)
					possible |= 1L << value;
			mask = possible;
		}

		@Override
		boolean valuesPossible(ZoneRows zone) {
			return (zone.zones().mask(slot, zone.zone) & mask) != 0;
		}

		@Override
		long matching(ZoneRows zone, int row, long wanted) {
			long matching = 0;
			int any = 0;
			if (slot.width == Slot.Width.CHAR) {
				char[] column = zone.chars(slot);
				for (int i = 0; i < Long.SIZE; i++) {
					byte says = table[column[row + i]];
					any |= says;
					matching |= (long) (says & YES) << i;
				}
			} else {
				byte[] column = zone.bytes(slot);
				for (int i = 0; i < Long.SIZE; i++) {
					byte says = table[column[row + i] & 0xFF];
					any |= says;
					matching |= (long) (says & YES) << i;
				}
			}
			return (any & ELSEWHERE) == 0 ? matching & wanted : matching & wanted | super.matching(zone, row, elsewhere(zone, row, wanted));
		}

		private long elsewhere(ZoneRows zone, int row, long wanted) {
			long elsewhere = 0;
			for (int i = 0; i < Long.SIZE; i++) {
				int value = slot.width == Slot.Width.CHAR ? zone.chars(slot)[row + i] : zone.bytes(slot)[row + i] & 0xFF;
				if (table[value] == ELSEWHERE)
					elsewhere |= 1L << i;
			}
			return elsewhere & wanted;
		}

		@Override
		int cost() {
			return 2;
		}
	}
}
