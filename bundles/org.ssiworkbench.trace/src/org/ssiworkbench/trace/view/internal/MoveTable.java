package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.view.MigrationFrame.Move;

/** Puts the migrations together from their phases. */
final class MoveTable {
	private static final long UNKNOWN = -1;
	private static final int NO_ROW = -1;

	private enum Phase {
		BEGIN, FREEZE, TRANSFER, RESUME, DONE, FAIL
	}

	private static final class Record {
		final long pid;
		final int from;
		final int to;
		final long[] times = new long[Phase.values().length];
		final int[] rows = new int[Phase.values().length];
		String reason = "";
		String failure = "";
		long bytes;
		/** What is known by now; null when there is more. */
		private Move known;

		Record(long pid, int from, int to) {
			this.pid = pid;
			this.from = from;
			this.to = to;
			Arrays.fill(times, UNKNOWN);
			Arrays.fill(rows, NO_ROW);
		}

		void set(Phase phase, long time, int row) {
			times[phase.ordinal()] = time;
			rows[phase.ordinal()] = row;
			known = null;
		}

		/** The begin; of a move whose begin is not in the trace, the first phase that is. */
		int row() {
			return Arrays.stream(rows).filter(row -> row != NO_ROW).min().orElse(NO_ROW);
		}

		void forget(int row) {
			for (int phase = 0; phase < rows.length; phase++)
				if (rows[phase] >= row) {
					rows[phase] = NO_ROW;
					times[phase] = UNKNOWN;
					known = null;
				}
			if (rows[Phase.FAIL.ordinal()] == NO_ROW)
				failure = "";
		}

		Move move() {
			if (known == null)
				known = make();
			return known;
		}

		private Move make() {
			long begin = Arrays.stream(times).filter(time -> time != UNKNOWN).min().orElse(UNKNOWN);
			return new Move(pid, from, to, begin, time(Phase.FREEZE), time(Phase.TRANSFER), time(Phase.RESUME),
					Math.max(time(Phase.DONE), time(Phase.FAIL)), bytes, reason, failure, row());
		}

		private long time(Phase phase) {
			return times[phase.ordinal()];
		}
	}

	private final List<Record> records = new ArrayList<>();
	private final Map<Long, Record> current = new HashMap<>();
	private List<Move> list = List.of();
	private boolean changed;
	/** The last row of a phase. */
	private int newest = NO_ROW;

	/** All migrations, by the row of their begin. */
	List<Move> list() {
		if (changed)
			list = records.stream().map(Record::move).toList();
		changed = false;
		return list;
	}

	void add(Batch batch, int i) {
		Record record = switch (batch.kind(i)) {
			case MIGRATE_BEGIN -> begin(batch.integer(i, "pid"), node(batch, i, "from"), node(batch, i, "to"));
			case MIGRATE_RESUME -> of(batch, i, node(batch, i, "from"), batch.node(i));
			default -> of(batch, i, batch.node(i), node(batch, i, "to"));
		};
		switch (batch.kind(i)) {
			case MIGRATE_BEGIN -> record.reason = batch.text(i, "reason");
			case MIGRATE_DONE -> record.bytes = batch.integer(i, "bytes");
			case MIGRATE_FAIL -> record.failure = batch.text(i, "phase") + ": " + batch.text(i, "reason");
			default -> record.failure = "";
		}
		record.set(phase(batch.kind(i)), batch.time(i), batch.row(i));
		newest = batch.row(i);
		changed = true;
	}

	/** Forgets what came from a row or one after it. */
	void truncate(int row) {
		if (row > newest)
			return;
		changed = true;
		records.forEach(record -> record.forget(row));
		records.removeIf(record -> record.row() == NO_ROW);
		current.values().removeIf(record -> record.row() == NO_ROW);
	}

	private Record begin(long pid, int from, int to) {
		Record record = new Record(pid, from, to);
		records.add(record);
		current.put(pid, record);
		return record;
	}

	/** The move that a phase belongs to; a new one if its begin is not in the trace. */
	private Record of(Batch batch, int i, int from, int to) {
		long pid = batch.integer(i, "pid");
		Record record = current.get(pid);
		return record != null && record.to == to ? record : begin(pid, from, to);
	}

	private static int node(Batch batch, int i, String field) {
		return (int) batch.integer(i, field);
	}

	private static Phase phase(EventKind kind) {
		return switch (kind) {
			case MIGRATE_BEGIN -> Phase.BEGIN;
			case MIGRATE_FREEZE -> Phase.FREEZE;
			case MIGRATE_TRANSFER -> Phase.TRANSFER;
			case MIGRATE_RESUME -> Phase.RESUME;
			case MIGRATE_DONE -> Phase.DONE;
			case MIGRATE_FAIL -> Phase.FAIL;
			default -> throw new IllegalArgumentException(kind + " is no phase of a migration");
		};
	}
}
