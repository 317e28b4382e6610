package org.ssiworkbench.trace.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;

/** Puts the moves of processes together from their phases. */
public final class Migrations implements GrowingQuery<Migration> {
	private static final String UNDER_WAY = "under way";

	private final Events events;
	private final Map<Long, Migration> open = new HashMap<>();
	private final List<Migration> closed = new ArrayList<>();

	/** The moves in a trace that may grow. */
	public Migrations(TraceIndex index) {
		events = new Events(index, EventKind.MIGRATE_BEGIN, EventKind.MIGRATE_FREEZE, EventKind.MIGRATE_TRANSFER, EventKind.MIGRATE_RESUME,
				EventKind.MIGRATE_DONE, EventKind.MIGRATE_FAIL);
	}

	/** All moves of a trace, by begin, then process. */
	public static List<Migration> of(TraceIndex index) {
		return new Migrations(index).answer();
	}

	/** All moves by now, by begin, then process. */
	@Override
	public synchronized List<Migration> answer() {
		open.clear();
		closed.clear();
		events.update().forEach(this::add);
		List<Migration> all = new ArrayList<>(closed);
		all.addAll(open.values());
		all.sort(Comparator.comparingLong(Migration::begin).thenComparingLong(Migration::pid));
		return all;
	}

	private void add(TraceEvent event) {
		long pid = event.integer("pid");
		if (event.kind() == EventKind.MIGRATE_BEGIN) {
			close(pid, open.remove(pid));
			open.put(pid, new Migration(pid, (int) event.integer("from"), (int) event.integer("to"), event.text("reason"), event.time(),
					Migration.UNKNOWN, Migration.UNKNOWN, Migration.UNKNOWN, 0, Migration.UNKNOWN, UNDER_WAY));
			return;
		}
		Migration known = open.get(pid);
		if (known == null) // the trace begins in the middle of it, or the source's record is lost
			known = new Migration(pid, 0, 0, "", event.time(), Migration.UNKNOWN, Migration.UNKNOWN, Migration.UNKNOWN, 0,
					Migration.UNKNOWN, UNDER_WAY);
		Migration next = next(known, event);
		if (next.end() == Migration.UNKNOWN)
			open.put(pid, next);
		else
			close(pid, next);
	}

	private void close(long pid, Migration migration) {
		open.remove(pid);
		if (migration != null)
			closed.add(migration);
	}

	private static Migration next(Migration m, TraceEvent event) {
		long time = event.time();
		return switch (event.kind()) {
		case MIGRATE_FREEZE -> new Migration(m.pid(), event.node(), (int) event.integer("to"), m.reason(), m.begin(), time, m.resume(),
				m.end(), m.bytes() + event.integer("sent"), m.down(), m.outcome());
		case MIGRATE_TRANSFER -> new Migration(m.pid(), event.node(), (int) event.integer("to"), m.reason(), m.begin(), m.freeze(),
				m.resume(), m.end(), m.bytes() + event.integer("bytes"), m.down(), m.outcome());
		case MIGRATE_RESUME -> new Migration(m.pid(), (int) event.integer("from"), event.node(), m.reason(), m.begin(), m.freeze(), time,
				m.end(), m.bytes(), event.integer("down"), m.outcome());
		case MIGRATE_DONE -> new Migration(m.pid(), event.node(), (int) event.integer("to"), m.reason(), m.begin(), m.freeze(), m.resume(),
				time, event.integer("bytes"), m.down(), "done");
		default -> new Migration(m.pid(), (int) event.integer("from"), (int) event.integer("to"), m.reason(), m.begin(), m.freeze(),
				m.resume(), time, m.bytes(), m.down(), "failed in " + event.text("phase") + ": " + event.text("reason"));
		};
	}
}
