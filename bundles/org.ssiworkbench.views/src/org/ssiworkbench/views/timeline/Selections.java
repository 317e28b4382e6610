package org.ssiworkbench.views.timeline;

import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Causes;

/** Selecting one event after the other. Without an open trace nothing happens. UI thread only. */
public final class Selections {
	/** A search for the next event of a node gives up after so many others. */
	private static final int FAR = 1_000_000;

	private Selections() {
	}

	private static TimeModel model() {
		return TimeModel.get();
	}

	private static TraceIndex index() {
		return model().trace() == null ? null : model().trace().index();
	}

	/** Selects an event. */
	public static void event(int row) {
		model().select(row, Set.of());
	}

	/** Selects the first event of a kind at a time; nothing happens if there is none. */
	public static void eventAt(long time, EventKind kind) {
		TraceIndex index = index();
		for (int row = index == null ? 0 : index.rowAt(time); index != null && row < index.rows() && index.time(row) == time; row++)
			if (index.kind(row) == kind) {
				event(row);
				return;
			}
	}

	/** The first event of the trace. */
	public static void first() {
		if (index() != null && index().rows() > 0)
			event(0);
	}

	/** The last event of the trace. */
	public static void last() {
		if (index() != null && index().rows() > 0)
			event(index().rows() - 1);
	}

	/** The next or, with -1, the previous event of the node whose event is selected; of any node if none is. */
	public static void neighbour(int direction) {
		TraceIndex index = index();
		if (index == null || index.rows() == 0)
			return;
		int from = model().row();
		if (from == TimeModel.NO_ROW) {
			int at = index.rowAt(model().instant());
			event(Math.clamp(direction > 0 ? at : at - 1, 0, index.rows() - 1));
			return;
		}
		int node = index.node(from);
		int limit = Math.min(FAR, direction > 0 ? index.rows() - 1 - from : from);
		IntStream.rangeClosed(1, limit).map(step -> from + direction * step).filter(row -> index.node(row) == node).findFirst()
				.ifPresent(Selections::event);
	}

	/** From a message's sending to its arrival, or back. */
	public static void otherEnd() {
		TraceIndex index = index();
		int row = model().row();
		if (index == null || row == TimeModel.NO_ROW)
			return;
		if (index.kind(row) == EventKind.ICS_RECV) {
			long sent = index.value(Column.PARENT, row);
			if (sent >= 0)
				event((int) sent);
		} else if (index.kind(row) == EventKind.ICS_SEND) {
			IntStream.of(index.children(row)).filter(child -> index.kind(child) == EventKind.ICS_RECV).findFirst()
					.ifPresent(Selections::event);
		}
	}

	/** Marks everything that led to the selected event. */
	public static void why() {
		mark(row -> Causes.chain(index(), row));
	}

	/** Marks everything that the selected event led to. */
	public static void effects() {
		mark(row -> Causes.effects(index(), row, FAR));
	}

	private static void mark(IntFunction<int[]> search) {
		int row = model().row();
		if (index() != null && row != TimeModel.NO_ROW)
			model().select(row, IntStream.of(search.apply(row)).boxed().collect(Collectors.toSet()));
	}
}
