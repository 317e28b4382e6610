package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the messages that were under way at a time: for each block of messages, and each block of blocks, the last row of
 * a receive. After rows moved a block may know a later one than it has; then it is only looked through for nothing.
 */
final class LatestReceives {
	private static final int SHIFT = 8;
	private static final int SIZE = 1 << SHIFT;

	private final MessageTable table;
	private final IntColumn blocks = new IntColumn();
	private final IntColumn groups = new IntColumn();

	LatestReceives(MessageTable table) {
		this.table = table;
	}

	void received(int message, int row) {
		raise(blocks, message >>> SHIFT, row);
		raise(groups, message >>> 2 * SHIFT, row);
	}

	/** The messages before {@code end} that were received at or after a row, at most {@code limit} of them. */
	List<Integer> since(int row, int end, int limit) {
		List<Integer> found = new ArrayList<>();
		int message = 0;
		while (message < end && found.size() < limit)
			if (isOver(groups, message, 2 * SHIFT, row))
				message += SIZE * SIZE;
			else if (isOver(blocks, message, SHIFT, row))
				message += SIZE;
			else {
				if (table.receive(message) >= row && table.hasSend(message))
					found.add(message);
				message++;
			}
		return found;
	}

	private static boolean isOver(IntColumn latest, int message, int shift, int row) {
		int place = message >>> shift;
		return (message & (1 << shift) - 1) == 0 && (place >= latest.size() || latest.get(place) < row);
	}

	private static void raise(IntColumn latest, int place, int row) {
		while (latest.size() <= place)
			latest.add(MessageTable.NONE);
		latest.set(place, Math.max(latest.get(place), row));
	}
}
