package org.ssiworkbench.views.timeline;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.FilterException;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.TraceIndex;

/** The rows of events of some kinds. */
public final class Rows {
	private Rows() {
	}

	/** Ascending; fewer when cancelled. Not for the UI thread. */
	public static IntStream of(TraceIndex index, BooleanSupplier cancelled, EventKind... kinds) {
		String wanted = Arrays.stream(kinds).map(kind -> "kind = " + kind.traceName()).collect(Collectors.joining(" or ")); //$NON-NLS-1$ //$NON-NLS-2$
		try {
			RowSet rows = Filter.parse(wanted).search(index, cancelled);
			return IntStream.iterate(rows.next(0), row -> row >= 0 && !cancelled.getAsBoolean(), row -> rows.next(row + 1));
		} catch (FilterException e) {
			throw new IllegalStateException(e);
		}
	}
}
