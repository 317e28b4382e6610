package org.ssiworkbench.trace.view.internal;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;

/** Some rows of an index, with the columns that collectors read of most rows. */
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
	private int first;
	private int count;

	Batch(TraceIndex index) {
		this.index = index;
		kinds = index.types().stream().map(each -> each.kind()).toArray(EventKind[]::new);
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

	long time(int i) {
		return index.time(first + i);
	}

	/** The whole {@code i}-th event, read from the trace: for rare kinds only. */
	TraceEvent event(int i) {
		return index.event(first + i);
	}
}
