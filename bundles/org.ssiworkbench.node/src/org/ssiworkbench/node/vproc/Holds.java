package org.ssiworkbench.node.vproc;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.node.internal.NodeContext;

/** The processes that stand still here because they are about to leave, and what has to wait until that is decided. */
final class Holds {
	private final NodeContext context;
	private final TreeMap<Integer, List<Runnable>> held = new TreeMap<>();

	Holds(NodeContext context) {
		this.context = context;
	}

	void hold(int pid) {
		held.put(pid, new ArrayList<>());
	}

	boolean holds(int pid) {
		return held.containsKey(pid);
	}

	/** Runs {@code action} now, or when it is known whether the process stays. */
	void afterDecision(int pid, Runnable action) {
		List<Runnable> waiting = held.get(pid);
		if (waiting == null)
			action.run();
		else
			waiting.add(action);
	}

	/** It is known. */
	void decided(int pid) {
		List<Runnable> waiting = held.remove(pid);
		if (waiting != null)
			waiting.forEach(context::defer);
	}
}
