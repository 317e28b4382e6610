package org.ssiworkbench.simulator.stepping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.ssiworkbench.simulator.NodeProgram;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.simulator.stepping.internal.GraphCopy;
import org.ssiworkbench.simulator.stepping.internal.StepLog;
import org.ssiworkbench.trace.EventKind;

/**
 * A simulation that can go back. A position is a number of steps from the beginning; the same position of the same branch
 * is always the same state. Going back takes the nearest state that was kept and runs again from there, with the
 * commands that were given at their steps. Confined to one thread.
 */
public final class History {
	/** Steps between kept states: running so many again takes about as long as copying one. */
	static final long SPACING = 4096;
	private static final long STEPS_LOGGED = 1 << 22;
	private static final int MESSAGE_FORM = 3;

	private final SimulationConfig config;
	private final boolean keeping;
	/** What is no part of the state. */
	private final List<Object> shared = new ArrayList<>();
	private final SimulationRecorder fresh;
	/** The one recorder of all copies of the simulation. */
	private final SimulationRecorder recorder = this::record;
	private final Map<String, Branch> branches = new LinkedHashMap<>();
	private final StepLog log = new StepLog(STEPS_LOGGED);
	private SimulationRecorder watcher = SimulationRecorder.NONE;
	private Simulation simulation;
	private Branch branch = Branch.first("main", SPACING);
	/** How many objects the last copy had. */
	private int objects = 1024;
	private boolean firstTime;
	private boolean stepping;
	private final Set<Long> ended = new HashSet<>();
	private String form = "";
	private String what = "";

	/**
	 * At position 0, with all nodes off.
	 *
	 * @param keeping whether states and steps are kept on the way; without them going back begins at the beginning, and
	 *        there are no frames
	 * @param fresh is given each event when it happens for the first time on its branch
	 */
	public History(SimulationConfig config, NodeProgram program, boolean keeping, SimulationRecorder fresh) {
		this.config = config;
		this.keeping = keeping;
		this.fresh = fresh;
		simulation = new Simulation(config, recorder, program);
		branch.snapshots.add(copy(simulation));
		branches.put(branch.name(), branch);
	}

	/** The state at the present position. It must not be changed, and is another object after each move. */
	public Simulation simulation() {
		return simulation;
	}

	/** How many steps came before. */
	public long position() {
		return simulation.steps();
	}

	/** Whether what comes next has not happened yet on this branch. */
	public boolean atEnd() {
		return position() == branch.end;
	}

	/**
	 * Says that an object is no part of the state, although the state refers to it: whoever waits for the answer of an
	 * {@link Command.Ask}, for example. It stays the same when the history goes back.
	 */
	public void share(Object outside) {
		shared.add(outside);
	}

	/** Has a recorder given the events of each {@link #step}, also of those that happen again. */
	public void watch(SimulationRecorder newWatcher) {
		watcher = Objects.requireNonNull(newWatcher);
	}

	/**
	 * Gives a command at a time that is not after the next event. Where other things happened next, a new branch begins.
	 *
	 * @throws IllegalArgumentException when it makes no sense here; nothing has happened then
	 */
	public void perform(long time, Command command) {
		command.check(simulation);
		if (!atEnd())
			fork(freeName());
		branch.commands.put(position(), new Branch.Given(time, command));
		step();
	}

	/** Takes the next step, whether that is new or known; false when nothing is to come. */
	public boolean step() {
		stepping = true;
		boolean done = execute();
		stepping = false;
		if (done && keeping && branch.snapshots.sparseAt(position()))
			keep();
		return done;
	}

	/** Time of the next step; {@link Long#MAX_VALUE} when nothing is to come. */
	public long nextTime() {
		Branch.Given given = branch.commands.get(position());
		return given == null ? simulation.nextTime() : given.time();
	}

	private boolean execute() {
		Branch.Given given = branch.commands.get(position());
		firstTime = atEnd();
		form = "";
		what = "";
		ended.clear();
		if (given != null)
			simulation.command(given.time(), given.command().node(), () -> given.command().apply(simulation));
		else if (!simulation.step())
			return false;
		if (keeping && log.size() == position() - 1)
			log.add(simulation.last(), simulation.now(), simulation.handler(), form, what);
		branch.end = Math.max(branch.end, position());
		return true;
	}

	private void keep() {
		branch.snapshots.add(copy(simulation));
	}

	/** Goes to a position from 0 to the branch's end. */
	public void goTo(long target) {
		if (target < 0 || target > branch.end)
			throw new IllegalArgumentException("position " + target + " is not from 0 to " + branch.end);
		var nearest = branch.snapshots.before(target);
		if (target < position()) {
			if (branch.snapshots.sparseAt(position()))
				branch.snapshots.add(simulation);
			simulation = copy(nearest.getValue());
		} else if (nearest.getKey() > position())
			simulation = copy(nearest.getValue());
		while (position() < target && execute())
			if (worthKeeping(target - position()))
				keep();
	}

	/** On the way to a position states are kept at ever smaller distances before it, as one will go back further. */
	private boolean worthKeeping(long left) {
		return left >= SPACING && left % SPACING == 0 && Long.bitCount(left / SPACING) == 1 && branch.snapshots.sparseAt(position());
	}

	/** Has a recorder given the events of all steps up to the present one: they are taken once more, from the first one on. */
	public void tellPast(SimulationRecorder listener) {
		long here = position();
		SimulationRecorder before = watcher;
		goTo(0);
		watcher = listener;
		stepping = true;
		while (position() < here)
			execute();
		stepping = false;
		watcher = before;
	}

	/** What a question about the state at a position of this branch gives; one stays where one is. */
	public <T> T look(long target, Function<Simulation, T> question) {
		long here = position();
		goTo(target);
		try {
			return question.apply(simulation);
		} finally {
			goTo(here);
		}
	}

	/** All branches, oldest first. */
	public List<Branch> branches() {
		return List.copyOf(branches.values());
	}

	/** A branch by its name; {@link IllegalArgumentException} when there is none. */
	public Branch branch(String name) {
		Branch found = branches.get(name);
		if (found == null)
			throw new IllegalArgumentException("there is no branch " + name + "; there are " + branches.keySet());
		return found;
	}

	/** The branch that one is on. */
	public Branch branch() {
		return branch;
	}

	/** Begins a branch here, on which other things may happen next. */
	public Branch fork(String name) {
		if (branches.containsKey(name))
			throw new IllegalArgumentException("there is a branch " + name + " already");
		branch.left = position();
		branch = branch.at(position(), name);
		branches.put(name, branch);
		log.truncate(position());
		return branch;
	}

	/** A name that no branch has. */
	public String freeName() {
		int number = branches.size();
		while (branches.containsKey("branch " + number))
			number++;
		return "branch " + number;
	}

	/** Goes to where a branch was left. */
	public void switchTo(String name) {
		Branch other = branch(name);
		if (other == branch)
			return;
		branch.left = position();
		log.truncate(common(branch, other));
		branch = other;
		simulation = copy(branch.snapshots.before(branch.left).getValue());
		goTo(branch.left);
	}

	/** The position up to which two branches are the same. */
	public long common(Branch a, Branch b) {
		List<Branch> ofA = line(a);
		long position = Long.MAX_VALUE;
		for (Branch at = b; !ofA.contains(at); at = branches.get(at.parent()))
			position = Math.min(position, at.begin());
		Branch meeting = line(b).stream().filter(ofA::contains).findFirst().orElseThrow();
		for (Branch at = a; at != meeting; at = branches.get(at.parent()))
			position = Math.min(position, at.begin());
		return Math.min(position, meeting.end);
	}

	private List<Branch> line(Branch from) {
		List<Branch> line = new ArrayList<>();
		for (Branch at = from; at != null; at = branches.get(at.parent()))
			line.add(at);
		return line;
	}

	/** The step that led to the present position; null at the beginning and where steps are no longer kept. */
	public Step last() {
		return at(position() - 1);
	}

	/** Whether this RPC ended in the last step. */
	boolean ended(long request) {
		return ended.contains(request);
	}

	/** The last position up to this one from which one can go on without running again. */
	long keptBefore(long position) {
		return branch.snapshots.before(position).getKey();
	}

	/** A step of this branch; null where none is kept. */
	public Step at(long position) {
		return log.has(position) ? log.step(position) : null;
	}

	/** The last step before a position that this node (0: any) handled; -1 if none is kept. */
	public long before(long position, int node) {
		for (long at = Math.min(position, log.size()) - 1; at >= log.first(); at--)
			if (node == 0 ? log.handler(at) != 0 : log.handler(at) == node)
				return at;
		return -1;
	}

	private Simulation copy(Simulation original) {
		GraphCopy copy = new GraphCopy(objects).share(recorder).share(config).share(config.nodes()).share(config.initNodes());
		shared.forEach(copy::share);
		Simulation made = copy.of(original);
		objects = copy.size();
		return made;
	}

	private void record(int node, long time, EventKind kind, long cause, Object... values) {
		if (kind == EventKind.ICS_RECV && form.isEmpty()) {
			form = (String) values[MESSAGE_FORM];
			what = values[MESSAGE_FORM + 1] + "." + values[MESSAGE_FORM + 2];
		} else if (what.isEmpty())
			what = kind == EventKind.FAULT_INJECTED ? (String) values[0] : kind.traceName();
		if (kind == EventKind.ICS_RPC_DONE)
			ended.add((Long) values[0]);
		if (firstTime)
			fresh.event(node, time, kind, cause, values);
		if (stepping)
			watcher.event(node, time, kind, cause, values);
	}
}
