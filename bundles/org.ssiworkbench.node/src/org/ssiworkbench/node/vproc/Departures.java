package org.ssiworkbench.node.vproc;

import org.ssiworkbench.node.internal.WireWriter;

/** What is to be done when a process is handed to another node. */
final class Departures {
	private static final long POLL = 5_000_000;
	private static final int POLLS = 200;

	private final Parts parts;

	Departures(Parts parts) {
		this.parts = parts;
	}

	/** Runs {@code ready} when nothing is owed about the process, or {@code late} if that takes more than a second. */
	void whenSettled(int pid, Runnable ready, Runnable late) {
		whenSettled(pid, POLLS, ready, late);
	}

	private void whenSettled(int pid, int polls, Runnable ready, Runnable late) {
		if (parts.reporter.settled(pid))
			ready.run();
		else if (polls == 0)
			late.run();
		else
			parts.context.after(POLL, () -> whenSettled(pid, polls - 1, ready, late));
	}

	/** Whether a process that leaves has a stand-in here: at its origin, and beside its parent. */
	boolean leavesStandIn(ProcessInfo process) {
		return process.origin() == parts.self() || parts.executesHere(process.parent());
	}

	/** From here on the process is the target's. */
	void leave(int pid, int target) {
		ProcessInfo process = parts.host.process(pid);
		if (process == null) {
			parts.holds.decided(pid);
			return;
		}
		int moves = parts.residents.moves(pid) + 1;
		parts.host.release(pid, leavesStandIn(process));
		parts.residents.left(pid);
		parts.children.abandon(pid);
		if (parts.homes.toTell(pid).contains(parts.self()))
			parts.places.learn(process, target, moves);
		parts.awaits.left(pid);
		parts.holds.decided(pid);
	}

	/** The target went down before it answered that it has the process. */
	void lost(ProcessInfo process, int target, int moves) {
		int pid = process.pid();
		parts.reporter.report(pid, new Reporter.Report(Operation.LOST, () -> parts.homes.toTell(pid),
				() -> ProcessWire.write(new WireWriter().u16(target).i32(moves), process)));
	}
}
