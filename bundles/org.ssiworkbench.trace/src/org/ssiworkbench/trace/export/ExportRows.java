package org.ssiworkbench.trace.export;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.TraceIndex;

/**
 * The events to export.
 *
 * @param index the trace
 * @param first the first row
 * @param end the row after the last
 * @param rows which of them; null for all
 */
public record ExportRows(TraceIndex index, int first, int end, RowSet rows) {
	private static final int STEP = 1 << 12;

	/** All events of a trace. */
	public static ExportRows all(TraceIndex index) {
		return new ExportRows(index, 0, index.rows(), null);
	}

	/** What an export does with an event. */
	@FunctionalInterface
	interface RowAction {
		void accept(int row) throws IOException;
	}

	/** How many there are. */
	public int count() {
		return rows == null ? end - first : rows.count(first, end);
	}

	/** Whether a row is among them. */
	boolean contains(int row) {
		return row >= first && row < end && (rows == null || rows.contains(row));
	}

	/** Goes through them in their order; how many there were. */
	long forEach(ExportProgress progress, RowAction action) throws IOException {
		long count = 0;
		for (int row = next(first); row >= 0 && row < end; row = next(row + 1)) {
			if (row % STEP == 0)
				report(progress, row);
			action.accept(row);
			count++;
		}
		report(progress, end);
		return count;
	}

	private int next(int row) {
		return rows == null ? row : rows.next(row);
	}

	private void report(ExportProgress progress, int row) {
		if (progress.cancelled())
			throw new CancellationException("the export was cancelled");
		progress.worked((long) row - first, (long) end - first);
	}
}
