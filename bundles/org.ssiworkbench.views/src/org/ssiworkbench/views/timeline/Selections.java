package org.ssiworkbench.views.timeline;

import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Causes;
import org.ssiworkbench.views.preferences.ViewPreferences;

/**
 * Selecting one event after the other. Without an open trace nothing happens. UI thread only.
 *
 * @param model where to select
 */
public record Selections(TimeModel model) {
	/** A search for the next event of a node gives up after so many others. */
	private static final int FAR = 1_000_000;

	private TraceIndex index() {
		return model.trace() == null ? null : model.trace().index();
	}

	/** Selects an event. */
	public void event(int row) {
		model.select(row, Set.of());
	}

	/** Selects the first event of a kind at a time; nothing happens if there is none. */
	public void eventAt(long time, EventKind kind) {
		TraceIndex index = index();
		for (int row = index == null ? 0 : index.rowAt(time); index != null && row < index.rows() && index.time(row) == time; row++)
			if (index.kind(row) == kind) {
				event(row);
				return;
			}
	}

	/** The first event of the trace. */
	public void first() {
		if (index() != null && index().rows() > 0)
			event(0);
	}

	/** The last event of the trace. */
	public void last() {
		if (index() != null && index().rows() > 0)
			event(index().rows() - 1);
	}

	/** The next or, with -1, the previous event of the node whose event is selected; of any node if none is. */
	public void neighbour(int direction) {
		TraceIndex index = index();
		if (index == null || index.rows() == 0)
			return;
		int from = model.row();
		if (from == TimeModel.NO_ROW) {
			int at = index.rowAt(model.instant());
			event(Math.clamp(direction > 0 ? at : at - 1, 0, index.rows() - 1));
			return;
		}
		int node = index.node(from);
		int limit = Math.min(FAR, direction > 0 ? index.rows() - 1 - from : from);
		IntStream.rangeClosed(1, limit).map(step -> from + direction * step).filter(row -> index.node(row) == node).findFirst()
				.ifPresent(this::event);
	}

	/** The next or, with -1, the previous event that the filter lets through, seen from the clock; or from the selected event. */
	public void match(int direction) {
		TraceIndex index = index();
		if (index == null || index.rows() == 0)
			return;
		RowSet matches = model.matches();
		int from = start(direction);
		int found = matches == null ? from : direction > 0 ? matches.next(from) : matches.previous(from);
		if (found >= 0 && found < index.rows())
			event(found);
	}

	/** Where to look from: next to the selected event if the clock is there, else at the clock. */
	public int start(int direction) {
		TraceIndex index = index();
		if (model.row() != TimeModel.NO_ROW && index.time(model.row()) == model.instant())
			return model.row() + direction;
		int at = index.rowAt(model.instant());
		return direction > 0 ? at : at - 1;
	}

	/** From a message's sending to its arrival, or back. */
	public void otherEnd() {
		TraceIndex index = index();
		int row = model.row();
		if (index == null || row == TimeModel.NO_ROW)
			return;
		if (index.kind(row) == EventKind.ICS_RECV) {
			long sent = index.value(Column.PARENT, row);
			if (sent >= 0)
				event((int) sent);
		} else if (index.kind(row) == EventKind.ICS_SEND) {
			IntStream.of(index.children(row)).filter(child -> index.kind(child) == EventKind.ICS_RECV).findFirst()
					.ifPresent(this::event);
		}
	}

	/** Marks everything that led to the selected event. */
	public void why() {
		mark(row -> Causes.chain(index(), row));
	}

	/** Marks everything that the selected event led to. */
	public void effects() {
		mark(row -> Causes.effects(index(), row, ViewPreferences.mostEffects()));
	}

	private void mark(IntFunction<int[]> search) {
		int row = model.row();
		if (index() != null && row != TimeModel.NO_ROW)
			model.select(row, IntStream.of(search.apply(row)).boxed().collect(Collectors.toSet()));
	}
}
