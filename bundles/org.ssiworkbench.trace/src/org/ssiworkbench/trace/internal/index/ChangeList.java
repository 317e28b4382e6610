package org.ssiworkbench.trace.internal.index;

import java.util.ArrayDeque;
import java.util.Iterator;

/** Remembers which rows were written when, as far as it matters to those who know an earlier version. Thread-safe. */
final class ChangeList {
	private static final int MAX = 10_000;

	/** The rows from {@code first} on were written to make a version. */
	private record Change(long version, int first) {
	}

	/** Ascending in both: a change that an earlier row's change covers is left out. */
	private final ArrayDeque<Change> changes = new ArrayDeque<>();
	/** The oldest version of which something is known. */
	private long oldest;

	ChangeList(long version) {
		oldest = version;
	}

	synchronized void add(long version, int first) {
		while (!changes.isEmpty() && changes.getLast().first >= first)
			changes.removeLast();
		changes.addLast(new Change(version, first));
		if (changes.size() > MAX)
			oldest = changes.removeFirst().version;
	}

	synchronized int unchangedRows(long sinceVersion) {
		if (sinceVersion < oldest)
			return 0;
		int first = Integer.MAX_VALUE;
		for (Iterator<Change> newest = changes.descendingIterator(); newest.hasNext();) {
			Change change = newest.next();
			if (change.version <= sinceVersion)
				return first;
			first = change.first;
		}
		return first;
	}
}
