package org.ssiworkbench.simulator.campaign;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.load.LoadLeveling;
import org.ssiworkbench.node.vproc.Pid;
import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.process.ProcessWitness;
import org.ssiworkbench.simulator.process.SimulatedKernel;

/**
 * Keeps book of every process of a run, and checks that it executes on one node at a time, ends once, is nowhere only if it
 * was lost with a node, and that its parent is told its end once. Knows more than any node can.
 */
public final class Ledger implements ProcessWitness {
	private static final int KILLED = 9;
	private static final long QUIET = 2_000_000_000;

	/** One process from its beginning. */
	private static final class Entry {
		int parent;
		/** Where it executes or executed last: the node and its life. */
		int node;
		SimulatedKernel place;
		boolean waits;
		/** Given up for this node, which has not said yet that it has it. */
		boolean released;
		int target;
		boolean ended;
		int status;
		/** The life of its origin when it ended. */
		SimulatedKernel originAtEnd;
		boolean told;
		boolean moved;
		boolean pinned;
		long since;
	}

	private final Invariants invariants;
	private final TreeMap<Integer, Entry> entries = new TreeMap<>();
	/** When each node was last declared down by anybody, and by every node: viewer, node, time. */
	private static final Set<NodeState> LOST = EnumSet.of(NodeState.KCLEANUP, NodeState.UCLEANUP, NodeState.DOWN);
	private final TreeMap<Integer, Long> declaredDown = new TreeMap<>();
	private final TreeMap<Integer, TreeMap<Integer, Long>> declaredDownBy = new TreeMap<>();
	private Simulation simulation;
	long moves;
	long lost;

	/** For one run. */
	public Ledger(Invariants invariants) {
		this.invariants = invariants;
	}

	/** Sees the processes of a simulation whose nodes have not booted yet. */
	public void watch(Simulation itsSimulation) {
		simulation = itsSimulation;
		simulation.setWitness(this);
	}

	/** From the trace: a node begins to move a process because of its load. */
	public void leveled(int node, int pid, long time) {
		Entry entry = entries.get(pid);
		// Clocks may be wrong by a few hundred parts per million.
		boolean tooEarly = entry.moved && time - entry.since < LoadLeveling.RESIDENCY - LoadLeveling.RESIDENCY / 1000;
		if (tooEarly)
			violated(node, "process " + pid + " is to move again after " + (time - entry.since) + " ns");
	}

	/** From the trace: {@code viewer} learnt that a node was declared down. */
	public void declaredDown(int viewer, int node, long time) {
		declaredDown.put(node, time);
		declaredDownBy.computeIfAbsent(viewer, unknown -> new TreeMap<>()).put(node, time);
	}

	private boolean wasLost(Entry entry) {
		if (entry.released && declaredDownBy.getOrDefault(entry.node, new TreeMap<>()).getOrDefault(entry.target, -1L) >= entry.since)
			return true;
		return !lives(entry.node, entry.place);
	}

	/** The processes that execute, as far as one can know. */
	List<Integer> alive() {
		return entries.entrySet().stream().filter(entry -> executes(entry.getValue())).map(java.util.Map.Entry::getKey).toList();
	}

	/** Where a process executes, 0 if it does not. */
	int place(int pid) {
		Entry entry = entries.get(pid);
		return entry != null && executes(entry) ? entry.node : 0;
	}

	private boolean executes(Entry entry) {
		return !entry.ended && !entry.released && lives(entry.node, entry.place);
	}

	private boolean lives(int node, SimulatedKernel life) {
		return simulation.running(node) && simulation.kernel(node) == life;
	}

	@Override
	public void began(int node, int pid, int parent) {
		Entry entry = entries.get(pid);
		if (entry == null) {
			entry = new Entry();
			entry.parent = parent;
			ProcessInfo process = simulation.kernel(node).process(pid);
			entry.pinned = process != null && process.pinned();
			entries.put(pid, entry);
		} else {
			moves++;
			entry.moved = !entry.waits;
			if (entry.ended)
				violated(node, "process " + pid + " runs again after its end");
			if (executes(entry) && !entry.waits)
				violated(node, "process " + pid + " executes here and on node " + entry.node);
			if (entry.pinned && !entry.waits)
				violated(node, "process " + pid + " was moved here, though it is pinned");
		}
		entry.node = node;
		entry.place = simulation.kernel(node);
		entry.released = false;
		entry.waits = false;
		entry.since = simulation.now();
	}

	@Override
	public void waits(int node, int pid) {
		entries.get(pid).waits = true;
	}

	@Override
	public void resumed(int node, int pid) {
		Entry entry = entries.get(pid);
		entry.waits = false;
		if (entry.node != node)
			violated(node, "process " + pid + " goes on here though it began on node " + entry.node);
	}

	@Override
	public void released(int node, int pid, int target) {
		Entry entry = entries.get(pid);
		if (entry.node != node)
			return;
		entry.released = true;
		entry.target = target;
		entry.since = simulation.now();
	}

	@Override
	public void ended(int node, int pid, int status) {
		Entry entry = entries.get(pid);
		if (entry.ended)
			violated(node, "process " + pid + " ended twice");
		if (entry.node != node)
			violated(node, "process " + pid + " ended here, but executes on node " + entry.node);
		entry.ended = true;
		entry.status = status;
		entry.originAtEnd = simulation.kernel(Pid.origin(pid));
		entry.since = simulation.now();
	}

	@Override
	public void told(int node, int parent, int child, int status) {
		Entry entry = entries.get(child);
		if (entry.told)
			violated(node, "process " + parent + " was told the end of its child " + child + " twice");
		entry.told = true;
		boolean right = entry.ended && status == entry.status;
		if (!right && (status != KILLED || !mayBeTakenForLost(node, child, entry)))
			violated(node, "process " + parent + " was told that its child " + child + " ended with status " + status + ", but "
					+ (entry.ended ? "it was " + entry.status : "it executes on node " + entry.node));
	}

	/**
	 * Whether it was lost with its node, or whoever knew its end was lost or out of reach before he could tell. For one side of a
	 * partition all is lost that executes on the other one, whenever it came there.
	 */
	private boolean mayBeTakenForLost(int viewer, int pid, Entry entry) {
		int origin = Pid.origin(pid);
		return !lives(entry.node, entry.place) || LOST.contains(simulation.status(viewer).view().states().get(entry.node)) || declaredDown.getOrDefault(entry.node, -1L) >= entry.since || entry.released
				|| entry.ended && (!lives(origin, entry.originAtEnd) || declaredDown.getOrDefault(origin, -1L) >= entry.since);
	}

	/** Everything is quiet, all nodes are up and agree: who still executes, and does everybody know? */
	public void checkQuiet() {
		List<Integer> alive = alive();
		long begun = simulation.now();
		TreeMap<Integer, TreeMap<Integer, Integer>> found = new TreeMap<>();
		for (Integer node : simulation.config().nodes())
			found.put(node, locate(node, alive));
		simulation.runFor(QUIET);
		for (Integer node : simulation.config().nodes()) {
			checkPlaces(node, found.get(node), begun);
			checkStandIns(node, begun);
		}
		entries.forEach((pid, entry) -> checkRelations(pid, entry, begun));
	}

	private TreeMap<Integer, Integer> locate(int node, List<Integer> pids) {
		TreeMap<Integer, Integer> found = new TreeMap<>();
		for (Integer pid : pids)
			simulation.node(node).run(() -> simulation.kernel(node).vproc().locate(pid, place -> found.put(pid, place)));
		return found;
	}

	/** What was found of those that have not moved since it was asked. */
	private void checkPlaces(int node, TreeMap<Integer, Integer> found, long asked) {
		for (Integer pid : alive()) {
			int place = entries.get(pid).node;
			boolean here = simulation.kernel(node).process(pid) != null;
			if (here != (node == place))
				violated(node, "process " + pid + (here ? " is" : " is not") + " here, it executes on node " + place);
			if (entries.get(pid).since <= asked && found.containsKey(pid) && found.get(pid) != place)
				violated(node, "process " + pid + " is said to be on node " + found.get(pid) + ", it executes on node " + place);
		}
	}

	private void checkRelations(int pid, Entry entry, long begun) {
		Entry parent = entries.get(entry.parent);
		boolean parentExecutes = parent != null && executes(parent);
		if (executes(entry)) {
			if (parentExecutes && !parent.place.untold(entry.parent).contains(pid))
				violated(parent.node, "process " + entry.parent + " has lost its child " + pid);
			return;
		}
		if (parentExecutes && !entry.told && entry.since <= begun)
			violated(parent.node, "process " + entry.parent + " was not told the end of its child " + pid + " on node " + entry.node);
		if (!entry.ended) {
			lost++;
			if (!wasLost(entry))
				violated(entry.node, "process " + pid + " was given up here and is nowhere");
		}
	}

	/** Of those of whom there is no news since the quiet began: who has just ended may be there still. */
	private void checkStandIns(int node, long begun) {
		for (ProcessInfo standIn : simulation.kernel(node).standIns()) {
			int pid = standIn.pid();
			if (entries.get(pid).since > begun)
				continue;
			boolean needed = standIn.origin() == node || place(standIn.parent()) == node;
			if (place(pid) == 0 || place(pid) == node || !needed)
				violated(node, "a stand-in of process " + pid + " is left, which executes on node " + place(pid));
		}
	}

	private void violated(int node, String text) {
		invariants.violated(simulation.now(), node, text);
	}
}
