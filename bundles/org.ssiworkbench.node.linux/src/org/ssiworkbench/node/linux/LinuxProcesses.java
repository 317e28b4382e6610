package org.ssiworkbench.node.linux;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.vproc.Dump;
import org.ssiworkbench.node.vproc.Outcome;
import org.ssiworkbench.node.vproc.Pid;
import org.ssiworkbench.node.vproc.ProcessHost;
import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.node.vproc.ProcessStart;
import org.ssiworkbench.node.vproc.Vproc;

/**
 * The processes of a real Linux kernel: what they are is read from {@code /proc} when it is asked, what happens to them
 * comes from PID 1, which also does what is to be done to them. Confined to the node's thread.
 */
final class LinuxProcesses implements ProcessHost {
	/** The name of PID 1 and of the helpers that it forks. */
	private static final String INIT_NAME = "ssi-init";
	private static final String STUB = "stub";
	/** How the words of stand-ins begin, also of those of sessions and groups, of which PID 1 tells nothing. */
	private static final String STAND_IN = STUB + " stand-in";

	/** So long after a process came it is looked at again, ns. */
	private static final long YOUTH = 200_000_000;

	private final ProcFiles files;
	private final InitLine init;
	private final int agent;
	private final int self;
	private final Programs programs;
	private final MoverLine movers;
	private final TreeMap<Integer, Departing> departing = new TreeMap<>();
	private final TreeMap<Integer, Arriving> arriving = new TreeMap<>();
	/** Those that have left without a stand-in, and whose copies here are about to be removed. */
	private final Set<Integer> remains = new HashSet<>();
	/** Children of processes that have left: who waits for them in the parent's place tells of their ends. */
	private final Set<Integer> leftBehind = new HashSet<>();
	private final StandIns standIns;
	/** Those that PID 1 has told of. */
	private final TreeMap<Integer, ProcessInfo> known = new TreeMap<>();
	/** Those that came last, the oldest first. */
	private final ArrayDeque<Young> young = new ArrayDeque<>();
	private final TreeMap<Integer, Family> families = new TreeMap<>();
	private Node node;
	private Vproc vproc;

	private record Young(int pid, long came) {
	}

	/** What the cluster knows of a process that came from another node, where the kernel here knows otherwise. */
	private record Family(int parent, int group, int session) {
	}

	LinuxProcesses(int self, long clockOffset, InitLine init) throws IOException {
		this.self = self;
		this.init = init;
		programs = new Programs(init, this);
		movers = new MoverLine(init);
		standIns = new StandIns(init, this);
		files = new ProcFiles(clockOffset);
		agent = Integer.parseInt(new File("/proc/self").getCanonicalFile().getName());
		init.on(InitLine.PROCESS_NEWS, this::news);
		init.on(InitLine.PROCESS_REAPED, this::reaped);
		init.on(InitLine.PROCESS_STOPPED, this::stopped);
	}

	/** Takes part in a node's process space. */
	Vproc join(Node itsNode) {
		node = itsNode;
		vproc = node.processes(this);
		return vproc;
	}

	private void news(ByteBuffer frame) {
		int came = frame.getInt();
		for (int i = 0; i < came; i++)
			came(frame.getInt());
		while (frame.hasRemaining())
			gone(frame.getInt());
	}

	private void came(int pid) {
		ProcessInfo process = process(pid);
		if (process != null && known.put(pid, process) == null) {
			young.add(new Young(pid, System.nanoTime()));
			run(() -> vproc.started(process));
		}
	}

	/** To be called some times a second. */
	void look() {
		lookAtYoung();
		standIns.lookForLost();
	}

	/** A process that was just forked soon executes another program. */
	private void lookAtYoung() {
		while (!young.isEmpty() && System.nanoTime() - young.getFirst().came >= YOUTH)
			grownUp(young.removeFirst().pid);
	}

	private void grownUp(int pid) {
		ProcessInfo before = known.get(pid);
		ProcessInfo process = before == null ? null : process(pid);
		if (process == null || process.command().equals(before.command()) || departing.containsKey(pid))
			return;
		known.put(pid, process);
		run(() -> vproc.started(process));
	}

	/**
	 * Of a child of PID 1 or of a session's holder, {@link #reaped} tells, before or after this. Of others the kernel told their
	 * parents, unless the parent has left: its stand-in or its keeper here tells of them, see {@link #waitedFor}.
	 */
	private void gone(int pid) {
		standIns.gone(pid);
		ProcessInfo process = known.get(pid);
		boolean orphan = process != null && process(process.parent()) == null;
		if (process == null || leftBehind.contains(pid)
				|| orphan && (families.containsKey(pid) || files.read(process.parent()) != null))
			return;
		known.remove(pid);
		run(() -> vproc.exited(pid, process.parent(), 0, process(process.parent()) != null));
	}

	/** What has the place of a parent that executes elsewhere has waited for a child of it, or for what stood in for one. */
	void waitedFor(int parent, int pid, int status) {
		leftBehind.remove(pid);
		standIns.gone(pid);
		if (known.remove(pid) != null)
			run(() -> vproc.exited(pid, parent, status, false));
	}

	/** What PID 1 reaps has no other parent here: that was never here, has moved away, or has ended. */
	private void reaped(ByteBuffer frame) {
		int pid = frame.getInt();
		int status = frame.getInt();
		ProcessInfo process = known.remove(pid);
		leftBehind.remove(pid);
		Family family = families.remove(pid);
		if (family != null || process != null)
			run(() -> vproc.exited(pid, family != null ? family.parent : process.parent(), status, false));
	}

	private void stopped(ByteBuffer frame) {
		int pid = frame.getInt();
		int signal = frame.getInt();
		if (!standIns.has(pid))
			run(() -> vproc.stopped(pid, signal));
	}

	/** Runs something as a handler of the node. */
	void run(Runnable action) {
		node.run(action);
	}

	Vproc vproc() {
		return vproc;
	}

	/** Makes a stand-in a child of its parent if that executes here, or is about to; false if it does not. */
	boolean standBeside(ProcessInfo process) {
		Arriving parent = arriving.get(process.parent());
		if (parent != null)
			parent.standIn(process);
		else if (process(process.parent()) != null)
			bear(process);
		else
			return false;
		return true;
	}

	private void bear(ProcessInfo process) {
		int[] token = new int[1];
		token[0] = movers.open((type, payload) -> movers.close(token[0]));
		movers.orderStandIn(token[0], process);
	}

	boolean isUp(int number) {
		return node.clms().available(number);
	}

	/** This node's number. */
	int self() {
		return self;
	}

	/** PID 1 has started a process, which may have ended already: its end is told in any case. */
	void began(int pid, ProcessStart start) {
		ProcessInfo now = process(pid);
		ProcessInfo process = now != null ? now
				: new ProcessInfo(pid, 1, pid, pid, start.uid(), 'Z', start.pinned(), new ProcessInfo.Times(0, 0, 0), 0, 0,
						start.arguments().getFirst(), String.join(" ", start.arguments()), "?");
		known.put(pid, process);
		run(() -> vproc.started(process));
	}

	/** A process that belongs to a family elsewhere executes here from now on. */
	void arrived(int pid, int parent, int group, int session) {
		families.put(pid, new Family(parent, group, session));
	}

	@Override
	public ProcessInfo process(int pid) {
		if (Pid.origin(pid) == 0 || pid == agent || standIns.has(pid) || arriving.containsKey(pid)
				|| remains.contains(pid))
			return null;
		ProcessInfo process = files.read(pid);
		if (process == null || isHelper(process))
			return null;
		Family family = families.get(pid);
		return family == null ? process : process.of(family.parent, family.group, family.session);
	}

	/** A program that PID 1 has just started has its name until it executes; a stand-in that has ended has no words any more. */
	private boolean isHelper(ProcessInfo process) {
		if (process.arguments().startsWith(STAND_IN))
			return true;
		boolean program = known.containsKey(process.pid()) || families.containsKey(process.pid());
		boolean ended = process.arguments().isEmpty() && process.command().equals(STUB);
		return !program && (ended || process.command().equals(INIT_NAME));
	}

	@Override
	public List<ProcessInfo> processes() {
		List<ProcessInfo> all = new ArrayList<>();
		for (int pid : ProcFiles.pids()) {
			ProcessInfo process = process(pid);
			if (process != null)
				all.add(process);
		}
		return all;
	}

	/**
	 * Of each of them the parent will have to be told the end, also of one that PID 1 has not had time to tell of, and again
	 * of one for which it has not waited yet.
	 */
	@Override
	public List<ProcessInfo> children(int parent) {
		List<ProcessInfo> children = ProcessHost.super.children(parent);
		children.forEach(child -> came(child.pid()));
		untold(parent).forEach(child -> children.add(child.process()));
		return children;
	}

	private List<StandIns.Ended> untold(int parent) {
		return standIns.endedOf(parent).stream().filter(child -> files.read(child.process().pid()) != null).toList();
	}

	@Override
	public void signal(int pid, int signal, int sender) {
		if (signal != 0 && process(pid) != null)
			init.send(InitLine.PROCESS_SIGNAL, pid, signal);
	}

	@Override
	public void start(ProcessStart start, Started answer) {
		programs.start(start, answer);
	}

	@Override
	public void standIn(ProcessInfo process) {
		standIns.keep(process);
	}

	@Override
	public List<ProcessInfo> standIns() {
		return standIns.all();
	}

	@Override
	public void standInStopped(int pid, int signal) {
		standIns.stopped(pid, signal);
	}

	@Override
	public void endStandIn(int pid, int status) {
		standIns.end(pid, status);
	}

	@Override
	public void dropStandIn(int pid) {
		standIns.drop(pid);
	}

	@Override
	public void childEnded(int parent, int pid, int status) {
	}

	@Override
	public void check(int pid, boolean standIn, Consumer<Outcome> answer) {
		int[] token = new int[1];
		token[0] = movers.open((type, payload) -> {
			Outcome outcome = switch (type) {
			case MoverLine.MOVABLE -> Outcome.DONE;
			case MoverLine.REFUSED -> Outcome.refused(MoverLine.text(payload.position(payload.position() + Short.BYTES)));
			default -> Outcome.refused("the mover cannot look at process " + pid);
			};
			movers.close(token[0]);
			run(() -> answer.accept(outcome));
		});
		movers.order(token[0], pid, MoverLine.CHECK, MoverLine.which(pid, standIn).toBytes());
	}

	@Override
	public void beginDump(int pid, int target, boolean standIn, byte[] entrance, Dump dump) {
		departing.put(pid, new Departing(this, movers, pid, standIn, entrance, dump));
	}

	@Override
	public void round(int pid) {
		departing.get(pid).round();
	}

	@Override
	public void freeze(int pid) {
		departing.get(pid).freeze();
	}

	@Override
	public void resume(int pid) {
		Departing process = departing.remove(pid);
		if (process != null)
			process.resume();
	}

	@Override
	public void release(int pid, boolean standIn) {
		ProcessInfo process = process(pid);
		List<StandIns.Ended> owed = untold(pid);
		known.values().stream().filter(child -> child.parent() == pid && files.read(child.pid()) != null)
				.forEach(child -> leftBehind.add(child.pid()));
		known.remove(pid);
		leftBehind.remove(pid);
		families.remove(pid);
		Departing move = departing.remove(pid);
		if (move != null)
			move.release(standIn);
		if (move != null && !standIn)
			remains.add(pid);
		if (process != null && (standIn || programs.leaves(pid)))
			standIns.became(process);
		owed.forEach(child -> vproc.tellParent(pid, child.process().pid(), child.status()));
	}

	/** A process's mover has ended, whatever came of it. */
	void departed(int pid) {
		departing.remove(pid);
		remains.remove(pid);
	}

	@Override
	public void prepare(ProcessInfo process, int from, Prepared answer) {
		arriving.put(process.pid(), new Arriving(this, movers, process, standIns.has(process.pid()), answer));
	}

	@Override
	public void image(int pid, byte[] part, Consumer<Outcome> answer) {
		arriving.get(pid).image(part, answer);
	}

	@Override
	public void restore(int pid, Consumer<Outcome> answer) {
		arriving.get(pid).restore(answer);
	}

	@Override
	public void go(int pid) {
		Arriving move = arriving.remove(pid);
		leftBehind.removeIf(child -> known.get(child).parent() == pid);
		boolean home = standIns.came(pid);
		move.go();
		ProcessInfo process = move.process();
		if (!home)
			arrived(pid, process.parent(), process.group(), process.session());
		known.put(pid, process);
	}

	@Override
	public void discard(int pid) {
		Arriving move = arriving.remove(pid);
		if (move != null)
			move.discard();
	}

	@Override
	public void told(int from, int pid, byte[] message, Runnable taken) {
		standIns.told(from, pid, message);
		taken.run();
	}
}
