package org.ssiworkbench.node.vproc;

import java.util.TreeMap;
import java.util.TreeSet;

/** What is known about processes here besides what their host knows: how often they have moved and when they came. */
final class Residents {
	private final TreeMap<Integer, Resident> residents = new TreeMap<>();

	private final TreeSet<Integer> leveled = new TreeSet<>();

	private record Resident(int moves, long since) {
	}

	void arrived(int pid, int moves, long time) {
		residents.put(pid, new Resident(moves, time));
	}

	void left(int pid) {
		residents.remove(pid);
		leveled.remove(pid);
	}

	void setLeveled(int pid) {
		leveled.add(pid);
	}

	/** Whether load leveling may move it. */
	boolean leveled(int pid) {
		return leveled.contains(pid);
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

	/** How many have come after a time. */
	int since(long time) {
		return (int) residents.values().stream().filter(resident -> resident.since > time).count();
	}
}
