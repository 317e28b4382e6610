package org.ssiworkbench.trace.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;

/** Puts the moves of processes together from their phases: all moves, by begin, then process. */
public final class Migrations extends Fold<Migration> {
	private static final Comparator<Migration> ORDER = Comparator.comparingLong(Migration::begin).thenComparingLong(Migration::pid);

	/** The move of each process that is under way. */
	private final Map<Long, Thing<Migration>> open = new HashMap<>();

	/** The moves in a trace that may grow. */
	public Migrations(TraceIndex index) {
		super(index, ORDER, EventKind.MIGRATE_BEGIN, EventKind.MIGRATE_FREEZE, EventKind.MIGRATE_TRANSFER, EventKind.MIGRATE_RESUME,
				EventKind.MIGRATE_DONE, EventKind.MIGRATE_FAIL);
	}

	/** All moves of a trace, by begin, then process. */
	public static List<Migration> of(TraceIndex index) {
		return new Migrations(index).answer();
	}

	@Override
	void clear() {
		open.clear();
	}

	@Override
	void take(TraceEvent event) {
		long pid = event.integer("pid");
		if (event.kind() == EventKind.MIGRATE_BEGIN) {
			setOpen(pid, begin(Migration.begun(pid, event.text("command"), number(event, "from"), number(event, "to"),
					event.text("reason"), event.time())));
			return;
		}
		Thing<Migration> known = open.get(pid);
		Thing<Migration> move = known != null ? known : begin(unknown(pid, event.time()));
		change(move, next(move.value(), event));
		boolean ended = move.value().end() != Migration.UNKNOWN;
		if (ended || known == null)
			setOpen(pid, ended ? null : move);
	}

	/** The trace begins in the middle of a move, or the source's record is lost. */
	private static Migration unknown(long pid, long time) {
		return Migration.begun(pid, "", 0, 0, "", time);
	}

	/** @param move null if none is under way from now on */
	private void setOpen(long pid, Thing<Migration> move) {
		Thing<Migration> before = open.get(pid);
		put(pid, move);
		undo(() -> put(pid, before));
	}

	private void put(long pid, Thing<Migration> move) {
		if (move == null)
			open.remove(pid);
		else
			open.put(pid, move);
	}

	private static Migration next(Migration move, TraceEvent event) {
		long time = event.time();
		return switch (event.kind()) {
		case MIGRATE_FREEZE -> move.between(event.node(), number(event, "to")).frozen(time).sent(move.bytes() + event.integer("sent"));
		case MIGRATE_TRANSFER -> move.between(event.node(), number(event, "to")).sent(move.bytes() + event.integer("bytes"));
		case MIGRATE_RESUME -> move.between(number(event, "from"), event.node()).resumed(time, event.integer("down"));
		case MIGRATE_DONE -> move.between(event.node(), number(event, "to")).sent(event.integer("bytes")).ended(time, "done");
		default -> move.between(number(event, "from"), number(event, "to")).ended(time,
				"failed in " + event.text("phase") + ": " + event.text("reason"));
		};
	}

	private static int number(TraceEvent event, String node) {
		return (int) event.integer(node);
	}
}
