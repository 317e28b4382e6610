package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.view.MigrationFrame.Decision;
import org.ssiworkbench.trace.view.MigrationFrame.Move;

/** Where each process was when, its migrations, and what the load levelers decided. */
final class ProcessTable implements Collector {
	/** Still going on. */
	static final long OPEN = Long.MAX_VALUE;

	/** A time that a process spent at a node. */
	static final class Stay {
		final long pid;
		final int node;
		final long begin;
		final int row;
		long end = OPEN;
		int endRow = Integer.MAX_VALUE;

		Stay(long pid, int node, long begin, int row) {
			this.pid = pid;
			this.node = node;
			this.begin = begin;
			this.row = row;
		}
	}

	/** One process; pids are not used twice at a time. */
	static final class Process {
		final long pid;
		final List<Stay> stays = new ArrayList<>();
		String command = "";
		boolean moved;

		Process(long pid) {
			this.pid = pid;
		}

		long begin() {
			return stays.getFirst().begin;
		}

		long end() {
			return stays.getLast().end;
		}
	}

	private final Map<Long, Process> processes = new LinkedHashMap<>();
	private final TreeMap<Integer, List<Stay>> byNode = new TreeMap<>();
	private final MoveTable moves = new MoveTable();
	private List<Move> moveList = List.of();
	private final TreeMap<Integer, List<Decision>> decisions = new TreeMap<>();
	/** The last row that put a process anywhere or ended it. */
	private int newest = -1;

	/** By their begin. */
	Collection<Process> processes() {
		return processes.values();
	}

	String command(long pid) {
		Process process = processes.get(pid);
		return process == null ? "" : process.command;
	}

	/** The stays at a node by their begin. */
	List<Stay> at(int node) {
		return byNode.getOrDefault(node, List.of());
	}

	/** All migrations by their begin. */
	List<Move> moves() {
		return moveList;
	}

	/** What the load leveler of a node decided, by time. */
	List<Decision> decisions(int node) {
		return decisions.getOrDefault(node, List.of());
	}

	@Override
	public void add(Batch batch) {
		for (int i = 0; i < batch.count(); i++) {
			EventKind kind = batch.kind(i);
			switch (kind) {
				case PROC_START -> start(batch, i);
				case PROC_EXIT -> end(batch.integer(i, "pid"), batch.time(i), batch.row(i));
				case PROC_PLACE -> place(batch, i);
				case MIGRATE_BEGIN, MIGRATE_FREEZE, MIGRATE_TRANSFER, MIGRATE_RESUME, MIGRATE_DONE, MIGRATE_FAIL ->
					migrate(batch, i);
				case LOAD_DECISION -> decide(batch, i);
				case null, default -> {
					continue;
				}
			}
		}
	}

	/** To be called after the last batch. */
	void finish() {
		moveList = moves.list();
	}

	@Override
	public void truncate(int row) {
		decisions.values().forEach(list -> removeLast(list, decision -> decision.row() >= row));
		moves.truncate(row);
		if (row > newest)
			return;
		processes.values().forEach(process -> {
			removeLast(process.stays, stay -> stay.row >= row);
			process.stays.forEach(stay -> reopen(stay, row));
		});
		processes.values().removeIf(process -> process.stays.isEmpty());
		byNode.values().forEach(stays -> removeLast(stays, stay -> stay.row >= row));
	}

	private static <T> void removeLast(List<T> list, Predicate<T> wanted) {
		while (!list.isEmpty() && wanted.test(list.getLast()))
			list.removeLast();
	}

	/** All processes of a node end with it. */
	void nodeDown(int node, long time, int row) {
		for (Stay stay : at(node))
			if (stay.end == OPEN && stay.begin <= time)
				close(stay, time, row);
	}

	private void start(Batch batch, int i) {
		long pid = batch.integer(i, "pid");
		name(arrive(pid, batch.node(i), batch.time(i), batch.row(i)), batch, i);
	}

	private static void name(Process process, Batch batch, int i) {
		String command = batch.text(i, "command");
		if (!command.isEmpty())
			process.command = command.intern();
	}

	private void place(Batch batch, int i) {
		long pid = batch.integer(i, "pid");
		int place = (int) batch.integer(i, "place");
		if (place == 0)
			end(pid, batch.time(i), batch.row(i));
		else
			arrive(pid, place, batch.time(i), batch.row(i));
	}

	private void migrate(Batch batch, int i) {
		moves.add(batch, i);
		long pid = batch.integer(i, "pid");
		if (batch.kind(i) == EventKind.MIGRATE_BEGIN)
			name(processes.containsKey(pid) ? processes.get(pid) : arrive(pid, batch.node(i), batch.time(i), batch.row(i)), batch, i);
		if (batch.kind(i) == EventKind.MIGRATE_RESUME)
			arrive(pid, batch.node(i), batch.time(i), batch.row(i)).moved = true;
	}

	private void decide(Batch batch, int i) {
		decisions.computeIfAbsent(batch.node(i), node -> new ArrayList<>())
				.add(new Decision(batch.time(i), batch.text(i, "decision").equals("move"), batch.integer(i, "pid"),
						(int) batch.integer(i, "target"), batch.text(i, "why"), batch.row(i)));
	}

	/** A process is at a node from now on, if it was not there already. */
	private Process arrive(long pid, int node, long time, int row) {
		Process process = processes.computeIfAbsent(pid, Process::new);
		Stay last = process.stays.isEmpty() ? null : process.stays.getLast();
		if (last != null && last.end == OPEN && last.node == node)
			return process;
		if (last != null && last.end == OPEN)
			close(last, time, row);
		newest = Math.max(newest, row);
		Stay stay = new Stay(pid, node, time, row);
		process.stays.add(stay);
		byNode.computeIfAbsent(node, key -> new ArrayList<>()).add(stay);
		return process;
	}

	private void end(long pid, long time, int row) {
		Process process = processes.get(pid);
		if (process != null && process.end() == OPEN)
			close(process.stays.getLast(), time, row);
	}

	private void close(Stay stay, long time, int row) {
		stay.end = time;
		stay.endRow = row;
		newest = Math.max(newest, row);
	}

	private static void reopen(Stay stay, int row) {
		if (stay.endRow < row)
			return;
		stay.end = OPEN;
		stay.endRow = Integer.MAX_VALUE;
	}
}
