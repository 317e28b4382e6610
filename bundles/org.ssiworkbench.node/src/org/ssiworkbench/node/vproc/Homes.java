package org.ssiworkbench.node.vproc;

import java.util.SortedSet;
import java.util.TreeSet;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.clms.Clms;
import org.ssiworkbench.node.clms.LegalTransitions;

/** Which nodes know where a process is: its origin, and while that is not up the surrogate origin, the CLMS master. */
final class Homes {
	private final Clms clms;

	Homes(Clms clms) {
		this.clms = clms;
	}

	/** The node to ask about a process; 0 if none is known at present. */
	int toAsk(int pid) {
		int origin = Pid.origin(pid);
		return originAnswers(origin) ? origin : clms.masterNode();
	}

	/** The nodes to be told about a process: an origin that is coming up takes over from the surrogate before it is UP. */
	SortedSet<Integer> toTell(int pid) {
		int origin = Pid.origin(pid);
		TreeSet<Integer> homes = new TreeSet<>();
		if (LegalTransitions.active(clms.state(origin)))
			homes.add(origin);
		if (!originAnswers(origin))
			homes.add(clms.masterNode());
		return homes;
	}

	/** Whether a node itself answers for the processes that it made. */
	boolean originAnswers(int origin) {
		NodeState state = clms.state(origin);
		return LegalTransitions.active(state) && state != NodeState.COMINGUP;
	}
}
