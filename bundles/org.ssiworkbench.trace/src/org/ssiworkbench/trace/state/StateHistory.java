package org.ssiworkbench.trace.state;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Messages;

/**
 * Answers what the cluster was like at any instant: from snapshots at intervals and the rows since. Thread-safe; one answer
 * at a time.
 */
public final class StateHistory {
	private static final int INTERVAL = 1 << 16;
	private static final long BUDGET = 160L << 20;

	private final TraceIndex index;
	/** Ascending; the first one is of no row at all. */
	private final List<StateScan> snapshots = new ArrayList<>();
	private int interval = INTERVAL;
	private Messages messages;
	/** What the last answer came from; null if that is no longer sound. */
	private StateScan latest;
	private long version;

	private StateHistory(TraceIndex index) {
		this.index = index;
		snapshots.add(new StateScan(index));
		version = index.version();
		messages = new Messages(index);
	}

	/** The history of an indexed trace; it follows the index when that grows. */
	public static StateHistory of(TraceIndex index) {
		return new StateHistory(index);
	}

	/** Makes the snapshots of all rows that are there, so that no later answer has to wait for that. */
	public synchronized void update(IndexProgress progress) {
		dropMoved();
		int rows = index.rows();
		while (snapshots.getLast().row() + interval <= rows && !progress.cancelled()) {
			addSnapshot();
			progress.worked(snapshots.getLast().row(), rows);
		}
	}

	/**
	 * The state right after all events at or before a time, in ns of the cluster's clock.
	 *
	 * @throws java.io.UncheckedIOException if the trace is no longer what it was when it was indexed
	 */
	public synchronized ClusterState at(long time) {
		dropMoved();
		return after(time == Long.MAX_VALUE ? index.rows() : index.rowAt(time + 1), time);
	}

	/** The state when so many rows had happened. Going on from one answer to the next is quick. */
	public synchronized ClusterState after(int rows) {
		dropMoved();
		return after(rows, rows == 0 ? index.begin() - 1 : index.time(rows - 1));
	}

	private ClusterState after(int end, long time) {
		while (snapshots.getLast().row() + interval <= end)
			addSnapshot();
		StateScan nearest = snapshots.get(before(end));
		StateScan scan = latest != null && latest.row() <= end && latest.row() >= nearest.row() ? latest : nearest.copy();
		scan.advance(end, messages);
		latest = scan;
		return scan.state(time);
	}

	private int before(int end) {
		int found = snapshots.size() - 1;
		while (snapshots.get(found).row() > end)
			found--;
		return found;
	}

	private void addSnapshot() {
		StateScan next = snapshots.getLast().copy();
		next.advance(next.row() + interval, messages);
		snapshots.add(next);
		if (snapshots.size() > 4 && snapshots.stream().mapToLong(StateScan::bytes).sum() > BUDGET)
			thinOut();
	}

	/** Keeps every second snapshot. */
	private void thinOut() {
		interval *= 2;
		for (int i = snapshots.size() - 1; i > 0; i--)
			if (snapshots.get(i).row() % interval != 0)
				snapshots.remove(i);
	}

	/** While a trace grows its last rows may move; what depends on them is made anew. */
	private void dropMoved() {
		long now = index.version();
		int unchanged = index.unchangedRows(version);
		if (now != version)
			messages = new Messages(index);
		version = now;
		snapshots.removeIf(snapshot -> snapshot.row() > unchanged);
		if (latest != null && latest.row() > unchanged)
			latest = null;
	}
}
