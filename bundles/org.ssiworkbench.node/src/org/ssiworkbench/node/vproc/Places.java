package org.ssiworkbench.node.vproc;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.clms.Clms;
import org.ssiworkbench.node.internal.NodeContext;
import org.ssiworkbench.trace.EventKind;

/**
 * Where the processes are that this node is a home of: those that it made and that execute elsewhere, and as CLMS master
 * those whose origin is down. What is not here and does not execute here, does not exist.
 */
final class Places {
	/** wait(2)'s status of a process that SIGKILL ended: what becomes known of a process that was lost with its node. */
	static final int LOST = 9;

	/** A process, the node on which it executes, and how often it has moved. */
	record Place(int node, int moves, int parent) {
	}

	private final NodeContext context;
	private final Clms clms;
	private final ProcessHost host;
	private final Exits exits;
	private final TreeMap<Integer, Place> places = new TreeMap<>();

	Places(NodeContext context, Clms clms, ProcessHost host, Exits exits) {
		this.context = context;
		this.clms = clms;
		this.host = host;
		this.exits = exits;
	}

	/** The node on which a process executes, 0 if there is none. */
	int of(int pid) {
		if (host.process(pid) != null)
			return context.number();
		Place place = places.get(pid);
		return place == null ? 0 : place.node;
	}

	/** News of a process from the node on which it executes. */
	void learn(ProcessInfo process, int node, int moves) {
		int pid = process.pid();
		Place known = places.get(pid);
		if (known != null && known.moves > moves)
			return;
		boolean home = Pid.origin(pid) == context.number();
		if (home && node == context.number())
			places.remove(pid);
		else
			places.put(pid, new Place(node, moves, process.parent()));
		if (home && node != context.number())
			host.standIn(process);
		if (known == null || known.node != node)
			context.trace(EventKind.PROC_PLACE, (long) pid, (long) node);
	}

	/** A process was handed to a node that then was declared down: it was lost with it, unless more is known. */
	void handedOver(ProcessInfo process, int node, int moves) {
		int pid = process.pid();
		Place known = places.get(pid);
		boolean ended = known == null && Pid.origin(pid) == context.number();
		if (ended || known != null && known.moves > moves || exits.untold(pid) || host.process(pid) != null)
			return;
		places.put(pid, new Place(node, moves, process.parent()));
		NodeState state = clms.state(node);
		if (state == NodeState.UCLEANUP || state == NodeState.DOWN)
			lost(pid);
	}

	/** A process has ended on the node on which it executed. */
	void ended(int pid, int moves, int parent, int status, boolean parentTold) {
		Place known = places.get(pid);
		if (known != null && known.moves > moves)
			return;
		if (places.remove(pid) != null)
			context.trace(EventKind.PROC_PLACE, (long) pid, 0L);
		exits.ended(pid, parent, status, parentTold);
	}

	/** All members have told what they have of a node that is down: what is still believed to be there is lost. */
	void nodeLost(int node) {
		for (var entry : new ArrayList<>(places.entrySet()))
			if (entry.getValue().node == node)
				lost(entry.getKey());
	}

	private void lost(int pid) {
		Place place = places.remove(pid);
		context.trace(EventKind.PROC_PLACE, (long) pid, 0L);
		exits.ended(pid, place.parent, LOST, false);
	}

	/** Its origin answers for a process again. */
	void forgetOrigin(int origin) {
		places.subMap(Pid.of(origin, 0), Pid.of(origin + 1, 0)).clear();
	}

	/** The origins, besides this node, that it is a surrogate of. */
	List<Integer> foreignOrigins() {
		List<Integer> origins = new ArrayList<>();
		for (Integer pid : places.keySet()) {
			int origin = Pid.origin(pid);
			if (origin != context.number() && !origins.contains(origin))
				origins.add(origin);
		}
		return origins;
	}
}
