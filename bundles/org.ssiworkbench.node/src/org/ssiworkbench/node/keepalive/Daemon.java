package org.ssiworkbench.node.keepalive;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;

import org.ssiworkbench.node.clms.Clms;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.node.vproc.Vproc;

/** The keepalive daemon where it works, on the CLMS master: watches what is registered and starts it again. */
final class Daemon {
	/** Between SIGTERM and SIGKILL. */
	static final long TERMINATE_WAIT = 2_000_000_000;
	/** As the time of the next start: it is being started. */
	static final long STARTING = Long.MAX_VALUE;
	private static final int SIGTERM = 15;
	private static final int SIGKILL = 9;
	private static final int EXITED = 0xff;

	private final NodeContext context;
	private final Clms clms;
	private final Vproc vproc;
	private final Table table;
	private final Replicas replicas;
	/** What each slot waits for; a daemon that stops working waits for nothing. */
	private final TreeMap<Integer, Integer> watched = new TreeMap<>();
	private boolean working;

	Daemon(NodeContext context, Clms clms, Vproc vproc, Table table, Replicas replicas) {
		this.context = context;
		this.clms = clms;
		this.vproc = vproc;
		this.table = table;
		this.replicas = replicas;
	}

	boolean working() {
		return working;
	}

	/** The table is complete: begin. */
	void work() {
		working = true;
		for (Entry entry : table.registered())
			takeOver(entry);
		look();
	}

	private void takeOver(Entry entry) {
		if (entry.pid != 0)
			watch(entry);
		if (entry.pid != 0 && entry.state == State.SHUTDOWN)
			terminate(entry.pid);
		if (entry.pid == 0 && entry.state != State.DOWN) {
			entry.state = State.RESPAWN;
			entry.nextStart = entry.nextStart == STARTING ? 0 : entry.nextStart;
			lookAt(entry.nextStart);
		}
	}

	/** Starts what is due and can be started. Called whenever that may have changed. */
	void look() {
		if (!working)
			return;
		for (Entry entry : table.registered())
			if ((entry.state == State.START || entry.state == State.RESPAWN) && entry.nextStart <= context.now())
				start(entry);
	}

	private void lookAt(long time) {
		if (time != STARTING)
			context.after(Math.max(0, time - context.now()), this::look);
	}

	/** Registers a process; it is started when the init nodes know it, so that a successor does not start another one. */
	void register(Spec spec, long token, IntConsumer kept) {
		Entry entry = table.add(spec, token);
		entry.nextStart = STARTING;
		changed(entry, () -> {
			entry.nextStart = 0;
			kept.accept(entry.slot);
			look();
		});
	}

	/** Takes over a process that runs already. */
	void adopt(Spec spec, long token, int pid, int node, IntConsumer kept) {
		Entry entry = table.add(spec, token);
		entry.state = State.OK;
		entry.pid = pid;
		entry.node = node;
		entry.lastStart = context.now();
		changed(entry, () -> kept.accept(entry.slot));
		watch(entry);
	}

	/** Forgets some, and ends them if asked to. */
	void remove(List<Entry> entries, boolean kill) {
		for (Entry entry : entries) {
			int pid = entry.pid;
			entry.state = State.REMOVED;
			entry.pid = 0;
			watched.remove(entry.slot);
			changed(entry);
			if (kill && pid != 0)
				terminate(pid);
		}
	}

	private void terminate(int pid) {
		boolean[] ended = { false };
		vproc.await(pid, status -> ended[0] = true);
		vproc.signal(pid, SIGTERM, 0, errno -> {
		});
		context.after(TERMINATE_WAIT, () -> {
			if (!ended[0])
				vproc.signal(pid, SIGKILL, 0, errno -> {
				});
		});
	}

	private void start(Entry entry) {
		int node = Choice.of(entry.spec, entry.node, clms.membership());
		if (node == 0 || groupIsDown(entry))
			return;
		entry.state = State.START;
		entry.generation++;
		entry.node = node;
		entry.lastStart = context.now();
		entry.nextStart = STARTING;
		changed(entry);
		int generation = entry.generation;
		replicas.start(node, entry, (pid, reason) -> {
			if (working && table.get(entry.slot) == entry && entry.generation == generation)
				started(entry, pid, reason);
			else if (pid != 0)
				terminate(pid);
		});
	}

	/** Waits for the critical members of its group: without them it is not started. */
	private boolean groupIsDown(Entry entry) {
		return !entry.spec.critical() && members(entry).stream().anyMatch(member -> member.spec.critical() && member.state != State.OK);
	}

	private List<Entry> members(Entry entry) {
		List<Entry> members = new ArrayList<>();
		if (!entry.spec.group().isEmpty())
			for (Entry other : table.registered())
				if (other != entry && other.spec.group().equals(entry.spec.group()))
					members.add(other);
		return members;
	}

	private void started(Entry entry, int pid, String reason) {
		entry.nextStart = 0;
		if (pid == 0) {
			context.log("warning", "keepalive: " + entry.spec.program() + " cannot be started: " + reason);
			died(entry, true);
			return;
		}
		entry.state = State.OK;
		entry.pid = pid;
		changed(entry);
		watch(entry);
		// Those of its group may have waited for it.
		context.defer(this::look);
	}

	private void watch(Entry entry) {
		int pid = entry.pid;
		watched.put(entry.slot, pid);
		vproc.await(pid, status -> {
			if (working && watched.remove(entry.slot, pid))
				ended(entry, status);
		});
	}

	private void ended(Entry entry, int status) {
		boolean asked = entry.state == State.SHUTDOWN;
		int code = status >= 0 && (status & EXITED) == 0 ? status >> 8 : Spec.Limits.NONE;
		if (code != Spec.Limits.NONE && code == entry.spec.limits().downCode())
			down(entry, "it ended with " + code);
		else
			// A node's end is not the fault of what ran there.
			died(entry, !asked && status != Vproc.UNKNOWN);
	}

	private void died(Entry entry, boolean counts) {
		long now = context.now();
		entry.pid = 0;
		entry.state = State.DEAD;
		entry.lastDeath = now;
		if (entry.firstDeath == 0)
			entry.firstDeath = now;
		if (counts)
			entry.deaths.add(now);
		while (!entry.deaths.isEmpty() && entry.deaths.peek() < now - entry.spec.limits().probation())
			entry.deaths.remove();
		changed(entry);
		if (entry.deaths.size() > entry.spec.limits().errors())
			down(entry, entry.deaths.size() + " deaths within the probation period");
		else {
			entry.state = State.RESPAWN;
			entry.nextStart = now + entry.spec.limits().respawn();
			changed(entry);
			lookAt(entry.nextStart);
		}
		shutDownGroup(entry);
	}

	private void down(Entry entry, String why) {
		context.log("warning", "keepalive: " + entry.spec.program() + " stays down: " + why);
		entry.pid = 0;
		entry.state = State.DOWN;
		changed(entry);
		shutDownGroup(entry);
	}

	private void shutDownGroup(Entry entry) {
		if (entry.spec.critical())
			for (Entry member : members(entry))
				if (member.state == State.OK) {
					member.state = State.SHUTDOWN;
					changed(member);
					terminate(member.pid);
				}
	}

	private void changed(Entry entry) {
		changed(entry, () -> {
		});
	}

	private void changed(Entry entry, Runnable kept) {
		entry.version++;
		replicas.copy(entry, kept);
	}
}
