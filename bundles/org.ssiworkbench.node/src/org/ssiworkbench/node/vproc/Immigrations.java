package org.ssiworkbench.node.vproc;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.trace.EventKind;

/** The processes that are being moved here. They run only when their source says so, and are forgotten when it goes down. */
final class Immigrations {
	private static final class Immigration {
		final int from;
		final int attempt;
		final boolean leveled;
		boolean restored;
		List<ProcessInfo> children = List.of();

		Immigration(int from, int attempt, boolean leveled) {
			this.from = from;
			this.attempt = attempt;
			this.leveled = leveled;
		}
	}

	private final Parts parts;
	private final TreeMap<Integer, Immigration> under = new TreeMap<>();

	Immigrations(Parts parts) {
		this.parts = parts;
	}

	void prepare(IcsRequest request, WireReader in) throws MalformedException {
		int pid = in.i32();
		int attempt = in.i32();
		boolean leveled = in.u8() != 0;
		Outcome admission = parts.admission.admit(in.text(), in.i64());
		ProcessInfo process = ProcessWire.readInfo(in);
		Immigration other = under.get(pid);
		if (other != null && other.from == request.from() && other.attempt < attempt) {
			discard(pid);
			other = null;
		}
		if (other != null || parts.executesHere(pid)) {
			Calls.refuse(request, "process " + pid + " is on node " + parts.self() + " already");
			return;
		}
		if (!admission.done()) {
			Calls.answer(request, admission);
			return;
		}
		Immigration immigration = new Immigration(request.from(), attempt, leveled);
		under.put(pid, immigration);
		parts.host.prepare(process, request.from(), (outcome, entrance) -> {
			if (outcome.done())
				Calls.done(request, new WireWriter().bytes(entrance));
			else
				answer(request, pid, immigration, outcome);
		});
	}

	void image(IcsRequest request, WireReader in) throws MalformedException {
		int pid = in.i32();
		Immigration immigration = under.get(pid);
		if (immigration == null || immigration.from != request.from() || request.data().outOfLine().isEmpty())
			Calls.refuse(request, "node " + parts.self() + " does not expect process " + pid);
		else
			parts.host.image(pid, request.data().outOfLine().get(0), outcome -> answer(request, pid, immigration, outcome));
	}

	void restore(IcsRequest request, WireReader in) throws MalformedException {
		int pid = in.i32();
		Immigration immigration = expected(request, pid, in.i32());
		if (immigration == null)
			return;
		immigration.children = ProcessWire.readInfos(in);
		parts.children.arrive(immigration.children);
		parts.host.restore(pid, outcome -> {
			immigration.restored = outcome.done();
			answer(request, pid, immigration, outcome);
		});
	}

	void go(IcsRequest request, WireReader in) throws MalformedException {
		int pid = in.i32();
		Immigration immigration = expected(request, pid, in.i32());
		if (immigration == null)
			return;
		if (!immigration.restored)
			throw new MalformedException("process " + pid + " is to go on, but was not restored");
		int moves = in.i32();
		long frozenAt = in.i64();
		under.remove(pid);
		parts.children.arrive(immigration.children);
		parts.host.go(pid);
		if (immigration.leveled)
			parts.residents.setLeveled(pid);
		parts.context.trace(EventKind.MIGRATE_RESUME, (long) pid, (long) immigration.from,
				Math.max(0, parts.context.now() - frozenAt));
		parts.arrivals.arrived(pid, moves, immigration.children, () -> Calls.done(request));
	}

	void discard(IcsRequest request, WireReader in) throws MalformedException {
		int pid = in.i32();
		int attempt = in.i32();
		Immigration immigration = under.get(pid);
		if (immigration != null && immigration.from == request.from() && immigration.attempt == attempt)
			discard(pid);
		Calls.done(request);
	}

	/** The immigration that a request is about; if there is none the request is refused. */
	private Immigration expected(IcsRequest request, int pid, int attempt) {
		Immigration immigration = under.get(pid);
		if (immigration != null && immigration.from == request.from() && immigration.attempt == attempt)
			return immigration;
		Calls.refuse(request, "node " + parts.self() + " does not expect process " + pid);
		return null;
	}

	private void answer(IcsRequest request, int pid, Immigration immigration, Outcome outcome) {
		if (!outcome.done() && under.get(pid) == immigration)
			discard(pid);
		Calls.answer(request, outcome);
	}

	private void discard(int pid) {
		under.remove(pid);
		parts.host.discard(pid);
		parts.children.abandon(pid);
	}

	/** How many processes are on their way here. */
	int count() {
		return under.size();
	}

	void nodeDown(int node) {
		for (var entry : new ArrayList<>(under.entrySet()))
			if (entry.getValue().from == node)
				discard(entry.getKey());
	}
}
