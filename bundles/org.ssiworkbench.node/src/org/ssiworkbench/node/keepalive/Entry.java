package org.ssiworkbench.node.keepalive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** One registered process in the table of the keepalive daemon. Times are ns of the cluster's clock, 0 = never. */
final class Entry {
	final int slot;
	final Spec spec;
	/** Whose registration this is: one that is asked for again, because its answer was lost, makes no second entry. */
	long token;
	/** Grows with every change. */
	long version;
	State state = State.START;
	int pid;
	/** Where it was started last. */
	int node;
	/** Counts the starts: a process of an older one is not this one. */
	int generation;
	long lastStart;
	long firstDeath;
	long lastDeath;
	long nextStart;
	/** Deaths within the probation period, oldest first. */
	final ArrayDeque<Long> deaths = new ArrayDeque<>();

	Entry(int slot, Spec spec) {
		this.slot = slot;
		this.spec = spec;
	}

	void write(WireWriter out) {
		out.i32(slot).i64(token).i64(version).u8(state.ordinal()).i32(pid).u16(node).i32(generation).i64(lastStart).i64(firstDeath)
				.i64(lastDeath).i64(nextStart).u16(deaths.size());
		for (Long death : deaths)
			out.i64(death);
		write(out, spec);
	}

	static Entry read(WireReader in) throws MalformedException {
		int slot = in.i32();
		long token = in.i64();
		long version = in.i64();
		State state = State.read(in);
		int pid = in.i32();
		int node = in.u16();
		int generation = in.i32();
		long[] times = { in.i64(), in.i64(), in.i64(), in.i64() };
		List<Long> deaths = new ArrayList<>();
		for (int left = in.u16(); left > 0; left--)
			deaths.add(in.i64());
		Entry entry = new Entry(slot, readSpec(in));
		entry.token = token;
		entry.version = version;
		entry.state = state;
		entry.pid = pid;
		entry.node = node;
		entry.generation = generation;
		entry.lastStart = times[0];
		entry.firstDeath = times[1];
		entry.lastDeath = times[2];
		entry.nextStart = times[3];
		entry.deaths.addAll(deaths);
		return entry;
	}

	static WireWriter write(WireWriter out, Spec spec) {
		out.u16(spec.arguments().size());
		for (String argument : spec.arguments())
			out.text(argument);
		out.i32(spec.details().length).bytes(spec.details()).i32(spec.uid()).u8(spec.pinned() ? 1 : 0).text(spec.group())
				.u8(spec.critical() ? 1 : 0).u16(spec.favored()).u16(spec.backups().size());
		for (Integer backup : spec.backups())
			out.u16(backup);
		Spec.Limits limits = spec.limits();
		return out.u8(spec.placement().ordinal()).i64(limits.probation()).i32(limits.errors()).i64(limits.respawn())
				.i32(limits.downCode());
	}

	static Spec readSpec(WireReader in) throws MalformedException {
		List<String> arguments = new ArrayList<>();
		for (int left = in.u16(); left > 0; left--)
			arguments.add(in.text());
		byte[] details = in.bytes(in.i32());
		int uid = in.i32();
		boolean pinned = in.u8() != 0;
		String group = in.text();
		boolean critical = in.u8() != 0;
		int favored = in.u16();
		List<Integer> backups = new ArrayList<>();
		for (int left = in.u16(); left > 0; left--)
			backups.add(in.u16());
		int placement = in.u8();
		if (arguments.isEmpty() || placement >= Spec.Placement.values().length)
			throw new MalformedException("a keepalive process without a program, or placement " + placement);
		Spec.Limits limits = new Spec.Limits(in.i64(), in.i32(), in.i64(), in.i32());
		return new Spec(arguments, details, uid, pinned, group, critical, favored, backups, Spec.Placement.values()[placement], limits);
	}

	Registered status() {
		return new Registered(slot, state, pid, node, spec, lastStart, firstDeath, lastDeath, deaths.size(),
				nextStart == Daemon.STARTING ? 0 : nextStart);
	}
}
