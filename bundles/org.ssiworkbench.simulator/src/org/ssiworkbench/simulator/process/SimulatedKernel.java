package org.ssiworkbench.simulator.process;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.ssiworkbench.node.vproc.Dump;
import org.ssiworkbench.node.vproc.Outcome;
import org.ssiworkbench.node.vproc.Pid;
import org.ssiworkbench.node.vproc.ProcessHost;
import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.node.vproc.ProcessStart;
import org.ssiworkbench.node.vproc.Vproc;
import org.ssiworkbench.simulator.SplitMix64;

/**
 * The processes of one boot of a simulated node. A program is given as the arguments NAME SCRIPT; see {@link Program} for
 * scripts. All calls are made from within a handler of the node.
 */
public final class SimulatedKernel implements ProcessHost {
	private static final int INIT = 1;
	private static final int FIRST_LOCAL = 300;
	private static final int LOCALS_A_BOOT = 997;
	/** Images go by the node's messages only. */
	private static final byte[] NO_ENTRANCE = {};
	private static final int SIGKILL = 9;
	private static final int SIGTERM = 15;
	private static final int SIGCONT = 18;
	private static final int SIGSTOP = 19;
	private static final long RESTORE_TIME = 200_000;

	private final int node;
	private final World world;
	private final ProcessWitness witness;
	private final SplitMix64 random;
	private final Execution execution;
	private final Load load;
	private final TreeMap<Integer, SimulatedProcess> processes = new TreeMap<>();
	private final TreeMap<Integer, ProcessInfo> standIns = new TreeMap<>();
	private final TreeMap<Integer, Outgoing> outgoing = new TreeMap<>();
	private final TreeMap<Integer, Incoming> incoming = new TreeMap<>();
	/** Those that wait to become a program on another node, and that node. */
	private final TreeMap<Integer, Integer> executing = new TreeMap<>();
	private Vproc vproc;
	private int local;
	private double trouble;
	private double silence;

	/** Processes of a node that boots for the {@code incarnation}th time. */
	public SimulatedKernel(int node, int incarnation, World world, ProcessWitness witness, long seed) {
		this.node = node;
		this.world = world;
		this.witness = witness;
		random = new SplitMix64(seed);
		local = FIRST_LOCAL + Math.floorMod(incarnation * LOCALS_A_BOOT, (1 << Pid.LOCAL_BITS) - FIRST_LOCAL);
		execution = new Execution(world, new Execution.Kernel() {
			@Override
			public void fork(SimulatedProcess parent, String script) {
				SimulatedKernel.this.fork(parent, script);
			}

			@Override
			public void exit(SimulatedProcess process, int status) {
				SimulatedKernel.this.exit(process, status);
			}
		}, 1);
		load = new Load(world, execution);
	}

	/** The node's process space; before anything else. */
	public void attach(Vproc itsVproc) {
		vproc = itsVproc;
	}

	/** The node's process space. */
	public Vproc vproc() {
		return vproc;
	}

	/** Makes so many percent of what a move asks of this host fail. */
	public void setTrouble(double percent) {
		trouble = percent;
	}

	/** Has so many percent of what a move asks of this host never be answered. */
	public void setSilence(double percent) {
		silence = percent;
	}

	/** The machine is paused or goes on. */
	public void pause(boolean paused) {
		execution.stop(paused);
	}

	/** Runnable processes of the last second, hundredths. */
	public long load() {
		return load.get();
	}

	/** How many processes want a processor now. */
	public int runnable() {
		return execution.runnable();
	}

	/** Children of a process that executes here whose end it has not been told. */
	public List<Integer> untold(int pid) {
		return List.copyOf(processes.get(pid).children);
	}

	/** Has a process here go on as another program on another node. False if it is at something else. */
	public boolean executeElsewhere(int pid, int target, String script, Consumer<Outcome> answer) {
		SimulatedProcess process = processes.get(pid);
		if (process == null || outgoing.containsKey(pid) || process.stopped || executing.putIfAbsent(pid, target) != null)
			return false;
		execution.suspend(process);
		witness.waits(node, pid);
		vproc.execute(target, new ProcessStart(pid, process.parent, process.group, process.session, process.uid, process.pinned,
				List.of(process.command, script), new byte[0]), outcome -> {
					if (!outcome.done() && executing.remove(pid) != null && processes.get(pid) == process) {
						witness.resumed(node, pid);
						goOn(process);
					}
					answer.accept(outcome);
				});
		return true;
	}

	@Override
	public ProcessInfo process(int pid) {
		SimulatedProcess process = processes.get(pid);
		return process == null ? null : process.info(execution.cpu(process));
	}

	@Override
	public List<ProcessInfo> processes() {
		List<ProcessInfo> infos = new ArrayList<>();
		for (SimulatedProcess process : processes.values())
			infos.add(process.info(execution.cpu(process)));
		return infos;
	}

	@Override
	public void start(ProcessStart start, Started answer) {
		SimulatedProcess process = new SimulatedProcess(start.pid() == 0 ? freePid() : start.pid());
		try {
			process.program = Program.parse(start.arguments().size() > 1 ? start.arguments().get(1) : "");
		} catch (IllegalArgumentException e) {
			answer.started(0, e.getMessage());
			return;
		}
		process.command = start.arguments().get(0);
		process.parent = start.parent();
		process.group = start.group() == 0 ? process.pid : start.group();
		process.session = start.session() == 0 ? process.pid : start.session();
		process.uid = start.uid();
		process.pinned = start.pinned();
		process.start = world.now();
		begin(process);
		answer.started(process.pid, "");
		execution.beginNew(process);
	}

	private void begin(SimulatedProcess process) {
		standIns.remove(process.pid);
		processes.put(process.pid, process);
		for (SimulatedProcess other : processes.values())
			if (other.parent == process.pid)
				process.children.add(other.pid);
		for (ProcessInfo standIn : standIns.values())
			if (standIn.parent() == process.pid)
				process.children.add(standIn.pid());
		SimulatedProcess parent = processes.get(process.parent);
		if (parent != null)
			parent.children.add(process.pid);
		witness.began(node, process.pid, process.parent);
		vproc.started(process.info(process.cpu));
	}

	private int freePid() {
		do {
			local = local + 1 >= 1 << Pid.LOCAL_BITS ? FIRST_LOCAL : local + 1;
		} while (processes.containsKey(Pid.of(node, local)) || standIns.containsKey(Pid.of(node, local)));
		return Pid.of(node, local);
	}

	private void fork(SimulatedProcess parent, String script) {
		SimulatedProcess child = new SimulatedProcess(freePid());
		child.program = Program.parse(script);
		child.command = parent.command;
		child.parent = parent.pid;
		child.group = parent.group;
		child.session = parent.session;
		child.uid = parent.uid;
		child.pinned = parent.pinned;
		child.start = world.now();
		begin(child);
		// The parent goes on first; a child's first step may end it at once.
		world.at(world.now(), () -> {
			if (processes.get(child.pid) == child)
				execution.beginNew(child);
		});
	}

	private boolean active(SimulatedProcess process) {
		return !process.stopped && !executing.containsKey(process.pid) && !frozen(process.pid);
	}

	private boolean frozen(int pid) {
		Outgoing moving = outgoing.get(pid);
		return moving != null && moving.frozen;
	}

	private void exit(SimulatedProcess process, int status) {
		int pid = process.pid;
		processes.remove(pid);
		execution.forget(process);
		executing.remove(pid);
		orphan(pid);
		witness.ended(node, pid, status);
		boolean told = childEnded(processes.get(process.parent), pid, status);
		vproc.exited(pid, process.parent, status, told);
		Outgoing moving = outgoing.remove(pid);
		if (moving != null) {
			moving.over = true;
			moving.dump.failed("the process has ended");
		}
	}

	private void orphan(int parent) {
		for (SimulatedProcess process : processes.values())
			if (process.parent == parent)
				process.parent = INIT;
	}

	/** Whether the parent is here, runs, and did not know yet. */
	private boolean childEnded(SimulatedProcess parent, int pid, int status) {
		if (parent == null || frozen(parent.pid) || executing.containsKey(parent.pid) || !parent.children.remove(pid))
			return false;
		witness.told(node, parent.pid, pid, status);
		world.at(world.now(), () -> {
			if (processes.get(parent.pid) == parent)
				execution.childEnded(parent);
		});
		return true;
	}

	@Override
	public void childEnded(int parent, int pid, int status) {
		childEnded(processes.get(parent), pid, status);
	}

	@Override
	public void signal(int pid, int signal, int sender) {
		SimulatedProcess process = processes.get(pid);
		if (process == null)
			return;
		switch (signal) {
		case SIGKILL, SIGTERM -> exit(process, signal);
		case SIGSTOP -> stop(process);
		case SIGCONT -> cont(process);
		default -> {
			process.signals++;
			witness.signalled(node, pid, signal);
		}
		}
	}

	private void stop(SimulatedProcess process) {
		if (process.stopped)
			return;
		process.stopped = true;
		execution.suspend(process);
		vproc.stopped(process.pid, SIGSTOP);
	}

	private void cont(SimulatedProcess process) {
		if (!process.stopped)
			return;
		process.stopped = false;
		goOn(process);
		vproc.stopped(process.pid, 0);
	}

	private void goOn(SimulatedProcess process) {
		if (active(process))
			execution.resume(process);
	}

	@Override
	public void standIn(ProcessInfo process) {
		standIns.put(process.pid(), process);
		SimulatedProcess parent = processes.get(process.parent());
		if (parent != null)
			parent.children.add(process.pid());
	}

	@Override
	public List<ProcessInfo> standIns() {
		return List.copyOf(standIns.values());
	}

	@Override
	public void standInStopped(int pid, int signal) {
		// Simulated parents do not care.
	}

	@Override
	public void endStandIn(int pid, int status) {
		ProcessInfo process = standIns.remove(pid);
		if (process != null)
			childEnded(processes.get(process.parent()), pid, status);
	}

	@Override
	public void dropStandIn(int pid) {
		standIns.remove(pid);
	}

	private boolean troubled() {
		return random.chance(trouble);
	}

	private boolean silent() {
		return silence > 0 && random.chance(silence);
	}

	@Override
	public void check(int pid, boolean standIn, Consumer<Outcome> answer) {
		if (silent())
			return;
		SimulatedProcess process = processes.get(pid);
		answer.accept(process != null && process.holding ? Outcome.refused("process " + pid + " uses what cannot move")
				: Outcome.DONE);
	}

	@Override
	public void beginDump(int pid, int target, boolean standIn, byte[] entrance, Dump dump) {
		outgoing.put(pid, new Outgoing(world, processes.get(pid), target, dump));
	}

	@Override
	public void round(int pid) {
		Outgoing moving = outgoing.get(pid);
		if (troubled())
			failed(pid, moving);
		else if (!silent())
			moving.round();
	}

	private void failed(int pid, Outgoing moving) {
		resume(pid);
		moving.dump.failed("this host is in trouble");
	}

	@Override
	public void freeze(int pid) {
		Outgoing moving = outgoing.get(pid);
		SimulatedProcess process = processes.get(pid);
		if (!silent())
			moving.freeze(() -> execution.suspend(process));
	}

	@Override
	public void resume(int pid) {
		Outgoing moving = outgoing.remove(pid);
		if (moving == null)
			return;
		moving.over = true;
		SimulatedProcess process = processes.get(pid);
		if (moving.frozen && process != null)
			goOn(process);
	}

	@Override
	public void release(int pid, boolean standIn) {
		Outgoing moving = outgoing.remove(pid);
		if (moving != null)
			moving.over = true;
		SimulatedProcess process = processes.remove(pid);
		execution.forget(process);
		if (standIn)
			standIns.put(pid, process.info(process.cpu));
		witness.released(node, pid, moving == null ? executing.remove(pid) : moving.target);
	}

	@Override
	public void prepare(ProcessInfo process, int from, Prepared answer) {
		if (troubled()) {
			answer.prepared(Outcome.refused("node " + node + " has no room"), NO_ENTRANCE);
			return;
		}
		incoming.put(process.pid(), new Incoming(process.pid()));
		if (!silent())
			answer.prepared(Outcome.DONE, NO_ENTRANCE);
	}

	@Override
	public void image(int pid, byte[] part, Consumer<Outcome> answer) {
		incoming.get(pid).take(part);
		if (silent())
			return;
		answer.accept(troubled() ? Outcome.refused("node " + node + " cannot take it all") : Outcome.DONE);
	}

	@Override
	public void restore(int pid, Consumer<Outcome> answer) {
		Incoming moving = incoming.get(pid);
		boolean fails = troubled() || moving.process == null;
		if (silent())
			return;
		world.at(world.now() + RESTORE_TIME,
				() -> answer.accept(fails ? Outcome.refused("node " + node + " cannot rebuild it") : Outcome.DONE));
	}

	@Override
	public void go(int pid) {
		SimulatedProcess process = incoming.remove(pid).process;
		begin(process);
		if (!process.stopped)
			execution.resume(process);
	}

	@Override
	public void discard(int pid) {
		incoming.remove(pid);
	}

	@Override
	public void told(int from, int pid, byte[] message, Runnable taken) {
		taken.run();
	}
}
