package org.ssiworkbench.node.vproc;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntConsumer;

import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** Those who wait for the ends of processes, at the processes' places. */
final class Awaits {
	private final Parts parts;
	private final TreeMap<Integer, List<IcsRequest>> waiting = new TreeMap<>();

	Awaits(Parts parts) {
		this.parts = parts;
	}

	void await(int pid, IntConsumer answer) {
		parts.pursuit.reach(pid, Operation.AWAIT, () -> new WireWriter().i32(pid), new Pursuit.Client() {
			@Override
			public void answered(int node, int result, WireReader in) throws MalformedException {
				answer.accept(result == Operation.DONE ? in.i32() : Vproc.UNKNOWN);
			}

			@Override
			public void gone() {
				answer.accept(Vproc.UNKNOWN);
			}

			@Override
			public boolean down(int node) {
				return true;
			}
		});
	}

	void await(IcsRequest request, WireReader in) throws MalformedException {
		int pid = in.i32();
		if (parts.executesHere(pid))
			waiting.computeIfAbsent(pid, unknown -> new ArrayList<>()).add(request);
		else
			Calls.notHere(request);
	}

	void ended(int pid, int status) {
		for (IcsRequest request : forget(pid))
			Calls.done(request, new WireWriter().i32(status));
	}

	/** It has moved: those who wait have to follow it. */
	void left(int pid) {
		forget(pid).forEach(Calls::notHere);
	}

	private List<IcsRequest> forget(int pid) {
		List<IcsRequest> requests = waiting.remove(pid);
		return requests == null ? List.of() : requests;
	}
}
