package org.ssiworkbench.node.vproc;

import java.util.TreeSet;

import org.ssiworkbench.node.ics.IcsRequest;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** Ends and stops of processes on their way to the parent, wherever that is. */
final class Exits {
	private static final int INIT = 1;

	private final ProcessHost host;
	private final Holds holds;
	private final Pursuit pursuit;
	/** Processes whose parents have not been told yet: nobody may conclude from their absence that they were lost. */
	private final TreeSet<Integer> untold = new TreeSet<>();

	Exits(ProcessHost host, Holds holds, Pursuit pursuit) {
		this.host = host;
		this.holds = holds;
		this.pursuit = pursuit;
	}

	/** At a home of the process: it has ended. */
	void ended(int pid, int parent, int status, boolean parentTold) {
		boolean parentHere = host.process(parent) != null;
		boolean standsIn = standsIn(pid);
		if (standsIn)
			holds.afterDecision(parent, () -> host.endStandIn(pid, status));
		boolean told = parentTold || standsIn && parentHere && !holds.holds(parent);
		if (!told && parent > INIT)
			tell(parent, pid, status);
	}

	/** Tells a parent wherever it executes. */
	void tell(int parent, int pid, int status) {
		untold.add(pid);
		pursuit.reach(parent, Operation.CHILD_ENDED, () -> new WireWriter().i32(parent).i32(pid).i32(status),
				() -> untold.remove(pid));
	}

	/** Whether a process that has ended is still on the way to its parent. */
	boolean untold(int pid) {
		return untold.contains(pid);
	}

	/** At a home of the process: it was stopped, or with 0 goes on. */
	void stopped(int pid, int parent, int signal) {
		if (standsIn(pid))
			host.standInStopped(pid, signal);
		if (host.process(parent) == null && parent > INIT)
			pursuit.reach(parent, Operation.CHILD_STATE, () -> new WireWriter().i32(parent).i32(pid).i32(signal), () -> {
			});
	}

	/** At the parent's place. */
	void childEnded(IcsRequest request, WireReader in) throws MalformedException {
		int parent = in.i32();
		int pid = in.i32();
		int status = in.i32();
		holds.afterDecision(pid, () -> holds.afterDecision(parent, () -> {
			if (host.process(parent) == null) {
				Calls.notHere(request);
				return;
			}
			tellParent(parent, pid, status);
			Calls.done(request);
		}));
	}

	private void tellParent(int parent, int pid, int status) {
		if (standsIn(pid))
			host.endStandIn(pid, status);
		else
			host.childEnded(parent, pid, status);
	}

	/** At the parent's place. */
	void childState(IcsRequest request, WireReader in) throws MalformedException {
		int parent = in.i32();
		int pid = in.i32();
		int signal = in.i32();
		holds.afterDecision(parent, () -> {
			if (host.process(parent) == null) {
				Calls.notHere(request);
				return;
			}
			if (standsIn(pid))
				host.standInStopped(pid, signal);
			Calls.done(request);
		});
	}

	boolean standsIn(int pid) {
		for (ProcessInfo standIn : host.standIns())
			if (standIn.pid() == pid)
				return true;
		return false;
	}
}
