package org.ssiworkbench.node.vproc;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.IntConsumer;

import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;
import org.ssiworkbench.trace.EventKind;

/** Signals to processes and process groups anywhere. */
final class Signals {
	private final Parts parts;

	Signals(Parts parts) {
		this.parts = parts;
	}

	/** To a process; {@code fromStandIn} also to its descendants of the same group that have no stand-in where it has one. */
	void toProcess(int pid, int signal, int sender, boolean fromStandIn, IntConsumer answer) {
		int standIn = fromStandIn ? parts.self() : 0;
		parts.pursuit.reach(pid, Operation.SIGNAL, () -> new WireWriter().i32(pid).i32(signal).i32(sender).u16(standIn),
				new Pursuit.Client() {
					@Override
					public void answered(int node, int result, WireReader in) {
						answer.accept(0);
					}

					@Override
					public void gone() {
						answer.accept(Vproc.ESRCH);
					}

					@Override
					public boolean down(int node) {
						return true;
					}
				});
	}

	void toProcess(IcsRequest request, WireReader in) throws MalformedException {
		int pid = in.i32();
		int signal = in.i32();
		int sender = in.i32();
		int standIn = in.u16();
		parts.holds.afterDecision(pid, () -> {
			if (!parts.executesHere(pid)) {
				Calls.notHere(request);
				return;
			}
			List<Integer> others = standIn == 0 ? List.of() : descendants(pid, standIn);
			deliver(pid, signal, sender);
			for (Integer other : others)
				deliver(other, signal, sender);
			Calls.done(request);
		});
	}

	private void deliver(int pid, int signal, int sender) {
		parts.context.trace(EventKind.PROC_SIGNAL, (long) pid, (long) signal, (long) sender);
		parts.host.signal(pid, signal, sender);
	}

	private List<Integer> descendants(int pid, int standIn) {
		ProcessInfo first = parts.host.process(pid);
		if (first == null)
			return List.of(); // it has just ended
		int group = first.group();
		List<ProcessInfo> all = parts.host.processes();
		List<Integer> found = new ArrayList<>(List.of(pid));
		for (int i = 0; i < found.size(); i++)
			for (ProcessInfo process : all)
				if (process.parent() == found.get(i) && process.group() == group && process.origin() != standIn)
					found.add(process.pid());
		return found.subList(1, found.size());
	}

	/** To all members of a group on all nodes. */
	void toGroup(int group, int signal, int sender, IntConsumer answer) {
		SortedSet<Integer> nodes = parts.clms.membership();
		int[] left = { nodes.size() };
		int[] members = { 0 };
		for (Integer node : nodes)
			parts.calls.call(node, Operation.SIGNAL_GROUP, new WireWriter().i32(group).i32(signal).i32(sender), (result, in) -> {
				members[0] += result == Operation.DONE ? in.i32() : 0;
				if (--left[0] == 0)
					answer.accept(members[0] == 0 ? Vproc.ESRCH : 0);
			});
		if (nodes.isEmpty())
			answer.accept(Vproc.ESRCH);
	}

	void toGroup(IcsRequest request, WireReader in) throws MalformedException {
		int group = in.i32();
		int signal = in.i32();
		int sender = in.i32();
		int members = 0;
		for (ProcessInfo process : parts.host.processes())
			if (process.group() == group) {
				members++;
				member(process.pid(), signal, sender);
			}
		Calls.done(request, new WireWriter().i32(members));
	}

	private void member(int pid, int signal, int sender) {
		if (parts.holds.holds(pid))
			toProcess(pid, signal, sender, false, errno -> {
			});
		else
			deliver(pid, signal, sender);
	}
}
