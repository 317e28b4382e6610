package org.ssiworkbench.node.load;

import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.node.vproc.Vproc;

/** The inclusion list: programs that may be moved, and all that they start, wherever it is moved to. */
final class Included {
	private final Vproc vproc;
	private final TreeSet<String> programs;

	Included(Vproc vproc, TreeSet<String> programs) {
		this.vproc = vproc;
		this.programs = programs;
	}

	void add(String program) {
		programs.add(program);
	}

	/** Marks those of a node's processes that are on the list or descend from one that is. */
	void mark(List<ProcessInfo> processes) {
		TreeMap<Integer, ProcessInfo> byPid = new TreeMap<>();
		for (ProcessInfo process : processes)
			byPid.put(process.pid(), process);
		for (ProcessInfo process : processes)
			if (!vproc.leveled(process.pid()) && inherits(process, byPid))
				vproc.setLeveled(process.pid());
	}

	private boolean inherits(ProcessInfo process, TreeMap<Integer, ProcessInfo> byPid) {
		ArrayDeque<ProcessInfo> line = new ArrayDeque<>();
		TreeSet<Integer> seen = new TreeSet<>();
		for (ProcessInfo next = process; next != null && seen.add(next.pid()); next = byPid.get(next.parent()))
			line.add(next);
		for (ProcessInfo ancestor : line)
			if (lists(ancestor.command()) || vproc.leveled(ancestor.pid()))
				return true;
		return false;
	}

	private boolean lists(String command) {
		return programs.contains(LevelingConfig.EVERYTHING) || programs.contains(command);
	}
}
