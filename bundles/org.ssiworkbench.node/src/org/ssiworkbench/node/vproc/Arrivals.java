package org.ssiworkbench.node.vproc;

import java.util.List;

import org.ssiworkbench.node.internal.WireWriter;

/** What is to be done when a process that was elsewhere begins to execute here, and when it ends. */
final class Arrivals {
	private final Parts parts;

	Arrivals(Parts parts) {
		this.parts = parts;
	}

	/**
	 * It executes here now. {@code told} runs when its home knows: until then the node that it came from has to remember
	 * it, because with this node it would be lost unnoticed.
	 */
	void arrived(int pid, int moves, List<ProcessInfo> children, Runnable told) {
		parts.residents.arrived(pid, moves, parts.context.now());
		parts.children.arrived(children);
		ProcessInfo process = parts.host.process(pid);
		if (process == null)
			told.run();
		else
			parts.reporter.report(pid, new Reporter.Report(Operation.PLACE, () -> parts.homes.toTell(pid),
					() -> ProcessWire.write(new WireWriter().i32(moves), process)), told);
	}

	/** It ended here. */
	void ended(int pid, int parent, int status, boolean parentTold) {
		int moves = parts.residents.moves(pid);
		parts.residents.left(pid);
		parts.children.abandon(pid);
		if (Pid.origin(pid) == parts.self())
			parts.places.ended(pid, moves, parent, status, parentTold);
		else
			parts.reporter.report(pid, parentTold ? parent : 0, new Reporter.Report(Operation.ENDED, () -> parts.homes.toTell(pid),
					() -> new WireWriter().i32(pid).i32(moves).i32(parent).i32(status).u8(parentTold ? 1 : 0)));
	}

	/** It was stopped here, or with 0 goes on. */
	void stopped(int pid, int signal) {
		ProcessInfo process = parts.host.process(pid);
		if (process == null)
			return;
		if (process.origin() == parts.self())
			parts.exits.stopped(pid, process.parent(), signal);
		else
			parts.reporter.report(pid, new Reporter.Report(Operation.STATE, () -> parts.homes.toTell(pid),
					() -> new WireWriter().i32(pid).i32(process.parent()).i32(signal)));
	}
}
