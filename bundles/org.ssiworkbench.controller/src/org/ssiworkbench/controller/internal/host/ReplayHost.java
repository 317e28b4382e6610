package org.ssiworkbench.controller.internal.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.control.ProcessReply;
import org.ssiworkbench.node.control.ProcessRequest;
import org.ssiworkbench.node.control.StatusText;
import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.node.vproc.Vproc.Placed;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.state.ClusterState;
import org.ssiworkbench.trace.state.ClusterState.ProcessState;
import org.ssiworkbench.trace.state.StateHistory;

/** A recorded cluster: it can be looked at wherever its trace goes, and not be changed. */
public final class ReplayHost implements ClusterHost {
	private static final int NAME_LENGTH = 15;

	/** A transition that a node recorded in a row. */
	private record Recorded(int row, int node, Transition transition) {
	}

	private final TraceIndex index;
	private final HostEvents events;
	private final StateHistory states;
	private final List<Recorded> transitions = new ArrayList<>();
	private final SortedMap<Integer, MachineState> machines = new TreeMap<>();
	private final ReplayLoop loop;
	private final ReplayDebugger debugger;
	/** How many of the transitions were told. */
	private int told;

	private ReplayHost(TraceIndex index, HostEvents events) {
		this.index = index;
		this.events = events;
		states = StateHistory.of(index);
		for (int row = 0; row < index.rows(); row++)
			if (index.kind(row) == EventKind.CLMS_TRANSITION)
				transitions.add(recorded(row, index.event(row)));
		loop = new ReplayLoop(this::now);
		debugger = new ReplayDebugger(this, index, loop);
	}

	/** A host that stands at the trace's begin; the index is complete, and closed with the host. */
	public static ReplayHost open(TraceIndex index, HostEvents events) {
		return new ReplayHost(index, events);
	}

	private static Recorded recorded(int row, TraceEvent event) {
		return new Recorded(row, event.node(), new Transition(event.integer("transid"), event.time(), (int) event.integer("subject"),
				state(event.text("from")), state(event.text("to")), event.text("reason")));
	}

	/** What a trace says is not trusted. */
	private static NodeState state(String name) {
		for (NodeState state : NodeState.values())
			if (state.name().equals(name))
				return state;
		return NodeState.NEVERUP;
	}

	private long now() {
		return debugger == null ? 0 : debugger.time();
	}

	@Override
	public ClusterLoop loop() {
		return loop;
	}

	@Override
	public long clockOrigin() {
		return index.description().clockOrigin();
	}

	@Override
	public Debugger debugger(Debugger.Events news) {
		debugger.tell(news);
		report();
		return debugger;
	}

	/** The cluster when so many rows had happened. */
	ClusterState state(int rows) {
		return states.after(rows);
	}

	/** The last transitions that a node had recorded when so many rows had happened, oldest first. */
	List<Transition> history(int node, int rows, int most) {
		List<Transition> all = transitions.stream().filter(recorded -> recorded.node() == node && recorded.row() < rows)
				.map(Recorded::transition).toList();
		return all.subList(Math.max(0, all.size() - most), all.size());
	}

	/** Tells what is different since the last time. */
	void report() {
		int rows = debugger.position();
		reportTransitions(rows);
		ClusterState state = state(rows);
		state.nodes().forEach((node, seen) -> {
			machine(node, seen.alive() ? MachineState.RUNNING : seen.boot() == 0 ? MachineState.BOOTING : MachineState.ENDED);
			if (seen.alive())
				events.status(status(node, seen));
		});
	}

	private void machine(int node, MachineState now) {
		if (machines.put(node, now) != now)
			events.machine(node, now, 0, "its record ends here");
	}

	private StatusText status(int node, ClusterState.NodeState seen) {
		SortedMap<Integer, NodeState> view = new TreeMap<>();
		index.nodes().forEach(each -> view.put(each, NodeState.NEVERUP));
		seen.view().forEach((each, state) -> view.put(each, state(state)));
		return new StatusText(node, seen.master(), seen.transid(), Math.max(0, seen.load()), view);
	}

	private void reportTransitions(int rows) {
		if (told > 0 && transitions.get(told - 1).row() >= rows) {
			told = 0;
			events.rewound(new TreeMap<>());
		}
		for (; told < transitions.size() && transitions.get(told).row() < rows; told++)
			events.transition(transitions.get(told).node(), transitions.get(told).transition());
	}

	private static UnsupportedOperationException unchangeable() {
		return new UnsupportedOperationException("what was recorded cannot be changed; start the cluster anew for that");
	}

	@Override
	public void boot(int node) {
		events.machine(node, machines.get(node), 0, "its record ends here");
		throw unchangeable();
	}

	@Override
	public void crash(int node) {
		throw unchangeable();
	}

	@Override
	public void shutdown(int node) {
		throw unchangeable();
	}

	@Override
	public void partition(SortedSet<Integer> side) {
		throw unchangeable();
	}

	@Override
	public void heal() {
		throw unchangeable();
	}

	@Override
	public void loss(int from, int to, double percent) {
		throw unchangeable();
	}

	@Override
	public void exec(int exec, int node, List<String> command, boolean tty) {
		throw unchangeable();
	}

	@Override
	public CompletableFuture<Void> execInput(int exec, byte[] data) {
		throw unchangeable();
	}

	@Override
	public void execSignal(int exec, int signal) {
		throw unchangeable();
	}

	@Override
	public void execSize(int exec, int rows, int columns) {
		throw unchangeable();
	}

	@Override
	public CompletableFuture<List<ProcessReply>> ask(int node, ProcessRequest.Kind kind, int pid, int number) {
		if (kind != ProcessRequest.Kind.LIST)
			throw unchangeable();
		return CompletableFuture.completedFuture(ProcessReply.processes(0, processes(state(debugger.position())).toList()));
	}

	/** The processes of a recorded cluster, as far as its trace tells of them. */
	static Stream<Placed> processes(ClusterState cluster) {
		return cluster.processes().values().stream().map(ReplayHost::placed);
	}

	private static Placed placed(ProcessState process) {
		String name = process.command().substring(process.command().lastIndexOf('/') + 1);
		return new Placed(process.place(), new ProcessInfo((int) process.pid(), (int) process.parent(), 0, 0, 0,
				process.phase().equals("frozen") ? 'T' : 'R', false, new ProcessInfo.Times(0, 0, 0), 0, 0,
				name.substring(0, Math.min(NAME_LENGTH, name.length())), process.command(), "?"));
	}

	@Override
	public long memory(int node) {
		return 0;
	}

	@Override
	public void trace(EventKind kind, Object... values) {
		// a recorded trace stays as it is
	}

	@Override
	public void end() {
		try {
			loop.stop();
			index.close();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} catch (IOException e) {
			throw new UncheckedIOException("the trace's index cannot be written", e);
		}
	}
}
