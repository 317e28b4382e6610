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
	private static final String UNDER_WAY = "under way";
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
			setOpen(pid, begin(new Migration(pid, event.text("command"), (int) event.integer("from"), (int) event.integer("to"), event.text("reason"), event.time(),
					Migration.UNKNOWN, Migration.UNKNOWN, Migration.UNKNOWN, 0, Migration.UNKNOWN, UNDER_WAY)));
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
		return new Migration(pid, "", 0, 0, "", time, Migration.UNKNOWN, Migration.UNKNOWN, Migration.UNKNOWN, 0, Migration.UNKNOWN,
				UNDER_WAY);
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

	private static Migration next(Migration m, TraceEvent event) {
		long time = event.time();
		return switch (event.kind()) {
		case MIGRATE_FREEZE -> new Migration(m.pid(), m.command(), event.node(), (int) event.integer("to"), m.reason(), m.begin(), time, m.resume(),
				m.end(), m.bytes() + event.integer("sent"), m.down(), m.outcome());
		case MIGRATE_TRANSFER -> new Migration(m.pid(), m.command(), event.node(), (int) event.integer("to"), m.reason(), m.begin(), m.freeze(),
				m.resume(), m.end(), m.bytes() + event.integer("bytes"), m.down(), m.outcome());
		case MIGRATE_RESUME -> new Migration(m.pid(), m.command(), (int) event.integer("from"), event.node(), m.reason(), m.begin(), m.freeze(), time,
				m.end(), m.bytes(), event.integer("down"), m.outcome());
		case MIGRATE_DONE -> new Migration(m.pid(), m.command(), event.node(), (int) event.integer("to"), m.reason(), m.begin(), m.freeze(), m.resume(),
				time, event.integer("bytes"), m.down(), "done");
		default -> new Migration(m.pid(), m.command(), (int) event.integer("from"), (int) event.integer("to"), m.reason(), m.begin(), m.freeze(),
				m.resume(), time, m.bytes(), m.down(), "failed in " + event.text("phase") + ": " + event.text("reason"));
		};
	}
}
