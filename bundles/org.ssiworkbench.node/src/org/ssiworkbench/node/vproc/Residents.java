package org.ssiworkbench.node.vproc;

import java.util.TreeMap;

/** What is known about processes here besides what their host knows: how often they have moved and when they came. */
final class Residents {
	private final TreeMap<Integer, Resident> residents = new TreeMap<>();

	private record Resident(int moves, long since) {
	}

	void arrived(int pid, int moves, long time) {
		residents.put(pid, new Resident(moves, time));
	}

	void left(int pid) {
		residents.remove(pid);
	}

	/** How often the process has changed its node; what is told about it with more moves is newer. */
	int moves(int pid) {
		Resident resident = residents.get(pid);
		return resident == null ? 0 : resident.moves;
	}

	/** When it came here, 0 if it was made here. */
	long since(int pid) {
		Resident resident = residents.get(pid);
		return resident == null ? 0 : resident.since;
	}
}
