package org.ssiworkbench.trace.filter;

import org.ssiworkbench.trace.internal.index.Slot;

/** Some types of events. */
final class TypeSet {
	/** By type: 1 if it is in the set. */
	private final byte[] members;
	/** Which types modulo 64 are in the set. */
	private long mask;

	/** An empty set. */
	TypeSet(int types) {
		members = new byte[types];
	}

	void add(int type) {
		members[type] = 1;
		mask |= 1L << type;
	}

	boolean possible(ZoneRows zone) {
		return (zone.zones().mask(Slot.TYPE, zone.zone) & mask) != 0;
	}

	/** Whether all events of a zone are of these types, as far as its summary tells. */
	boolean isAll(ZoneRows zone) {
		return members.length <= Long.SIZE && (zone.zones().mask(Slot.TYPE, zone.zone) & ~mask) == 0;
	}

	/** One bit for each of the 64 rows from {@code row} on. */
	long of(char[] types, int row) {
		long rows = 0;
		for (int i = 0; i < Long.SIZE; i++)
			rows |= (long) members[types[row + i]] << i;
		return rows;
	}
}
