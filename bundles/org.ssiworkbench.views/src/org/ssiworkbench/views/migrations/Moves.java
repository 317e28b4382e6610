package org.ssiworkbench.views.migrations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.views.timeline.Rows;

/** The migrations of a trace, from their begin to their end. */
final class Moves {
	private final Map<Long, Move> open = new HashMap<>();
	private final List<Move> all = new ArrayList<>();

	private Moves() {
	}

	/**
	 * One migration.
	 *
	 * @param time of its begin
	 * @param bytes sent in all
	 * @param down ns for which the process stood still, 0 if it never did
	 * @param total ns from the begin to the end, 0 while it is under way
	 * @param outcome done, or why it failed, or empty while it is under way
	 * @param row of its first event
	 */
	record Move(long time, long pid, long from, long to, String reason, long bytes, long down, long total, String outcome, int row) {
		private Move resumed(long newDown) {
			return new Move(time, pid, from, to, reason, bytes, newDown, total, outcome, row);
		}

		private Move ended(long newBytes, long newTotal, String newOutcome) {
			return new Move(time, pid, from, to, reason, newBytes, down, newTotal, newOutcome, row);
		}
	}

	/** All of them by their begin; fewer when cancelled. Takes long for a large trace. */
	static List<Move> of(TraceIndex index, BooleanSupplier cancelled) {
		Moves moves = new Moves();
		Rows.of(index, cancelled, EventKind.MIGRATE_BEGIN, EventKind.MIGRATE_RESUME, EventKind.MIGRATE_DONE, EventKind.MIGRATE_FAIL)
				.forEach(row -> moves.add(index.event(row), row));
		return moves.all;
	}

	private void add(TraceEvent event, int row) {
		long pid = event.integer("pid"); //$NON-NLS-1$
		switch (event.kind()) {
		case MIGRATE_BEGIN -> begin(new Move(event.time(), pid, event.integer("from"), event.integer("to"), event.text("reason"), 0, 0, //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$
				0, "", row)); //$NON-NLS-1$
		case MIGRATE_RESUME -> replace(pid, move -> move.resumed(event.integer("down"))); //$NON-NLS-1$
		case MIGRATE_DONE -> replace(pid, move -> move.ended(event.integer("bytes"), event.integer("total"), Messages.done)); //$NON-NLS-1$ //$NON-NLS-2$
		default -> replace(pid, move -> move.ended(move.bytes(), event.time() - move.time(), event.text("reason"))); //$NON-NLS-1$
		}
	}

	private void begin(Move move) {
		open.put(move.pid(), move);
		all.add(move);
	}

	private void replace(long pid, java.util.function.UnaryOperator<Move> change) {
		Move before = open.get(pid);
		if (before == null)
			return;
		Move after = change.apply(before);
		all.set(all.lastIndexOf(before), after);
		open.put(pid, after);
	}
}
