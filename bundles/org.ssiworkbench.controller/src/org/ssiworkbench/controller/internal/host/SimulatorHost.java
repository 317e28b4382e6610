package org.ssiworkbench.controller.internal.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import org.ssiworkbench.controller.internal.RunPlaces;
import org.ssiworkbench.controller.internal.plan.ClusterPlan;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.MembershipPlan;
import org.ssiworkbench.controller.internal.plan.ClusterPlan.NetworkPlan;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.control.ProcessReply;
import org.ssiworkbench.node.control.ProcessRequest;
import org.ssiworkbench.node.keepalive.Registered;
import org.ssiworkbench.node.vproc.Vproc.Placed;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.NodeProgram;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.simulator.stepping.Command;
import org.ssiworkbench.simulator.stepping.History;
import org.ssiworkbench.simulator.stepping.Stepper;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceDescription;

/** A cluster in the simulator. The same plan, seed and requests at the same virtual times give the same trace, byte for byte. */
public final class SimulatorHost implements ClusterHost {
	/** In steps, which take about a second to be taken again. */
	private static final long MOST_PAST = 1_000_000;
	private static final long FLUSH_PERIOD = 100_000_000;
	/** Between two reports while known history is gone through again, ns of real time. */
	private static final long TELL_PERIOD = 200_000_000;

	/** A transition as some node recorded it. */
	private record Recorded(int node, Transition transition) {
	}

	private final HostEvents events;
	private final SimulatorTrace trace;
	private final History history;
	private final Stepper stepper;
	private final VirtualLoop loop;
	private final SortedSet<Integer> running = new TreeSet<>();
	private final SortedSet<Integer> changed = new TreeSet<>();
	private final SentMessages sent;
	private final ProcessQuestions questions = new ProcessQuestions();
	private final List<Recorded> transitions = new ArrayList<>();
	private long flushed;
	/** Whether what was told last is not what is, because the history goes through what it knows. */
	private boolean behind;
	private long told;

	private SimulatorHost(SimulationConfig config, long duration, SimulatorTrace trace, HostEvents events) {
		this.events = events;
		this.trace = trace;
		history = new History(config, NodeProgram.NONE, duration == 0, this::record);
		sent = new SentMessages(history);
		history.share(questions);
		stepper = new Stepper(history);
		loop = new VirtualLoop(stepper, this::tick, this::advanced, duration, events::finished);
	}

	/** A host with all nodes off; {@code duration} as for {@link VirtualLoop}. */
	public static SimulatorHost open(ClusterPlan plan, long seed, long duration, RunPlaces places, HostEvents events)
			throws IOException {
		TraceDescription description = new TraceDescription(TraceDescription.seededId(seed), plan.name(), "simulator", seed, 0);
		return new SimulatorHost(config(plan, seed), duration, new SimulatorTrace(description, places), events);
	}

	private static SimulationConfig config(ClusterPlan plan, long seed) {
		MembershipPlan membership = plan.membership();
		return new SimulationConfig(plan.numbers(), plan.initNodes(), membership.imaliveCount(), membership.imalivePeriod(),
				membership.quorum(), link(plan.network()), Collections.emptySortedMap(), seed, plan.leveling());
	}

	/** A model that says nothing of latency means an ordinary quick network, not an impossible one. */
	private static LinkConfig link(NetworkPlan network) {
		boolean silent = network.latency() == 0 && network.jitter() == 0;
		long latency = silent ? LinkConfig.FAST.latency() : network.latency();
		long jitter = silent ? LinkConfig.FAST.jitter() : network.jitter();
		return new LinkConfig(latency, jitter, network.loss(), network.bandwidth());
	}

	@Override
	public ClusterLoop loop() {
		return loop;
	}

	@Override
	public long clockOrigin() {
		return 0;
	}

	@Override
	public void boot(int node) {
		perform(new Command.Boot(node));
		running.add(node);
		loop.go();
		events.machine(node, MachineState.RUNNING, 0, "");
		changed.add(node);
	}

	@Override
	public void crash(int node) {
		perform(new Command.Crash(node));
		ended(node, "crashed");
	}

	@Override
	public void shutdown(int node) {
		perform(new Command.Shutdown(node));
	}

	@Override
	public void partition(SortedSet<Integer> side) {
		perform(new Command.Partition(side));
	}

	@Override
	public void heal() {
		perform(new Command.Heal());
	}

	@Override
	public void loss(int from, int to, double percent) {
		perform(new Command.Loss(from, to, percent));
	}

	@Override
	public Debugger debugger(Debugger.Events news) {
		return new SimulatorDebugger(this, stepper, loop, news);
	}

	/** What messages are about. */
	SentMessages sent() {
		return sent;
	}

	/** Gives a command now. Where something else happened next, that goes on on a branch of its own. */
	void perform(Command command) {
		command.check(history.simulation());
		boolean elsewhere = !history.atEnd();
		if (elsewhere)
			beginBranch(history.freeName());
		history.perform(loop.now(), command);
		if (elsewhere)
			loop.jumped();
	}

	/** Begins a branch here, whose trace has all that happened before, too, unless to write that took long. */
	void beginBranch(String name) {
		trace.useBranch(history.branch().name());
		history.fork(name);
		trace.useBranch(name);
		if (history.position() <= MOST_PAST)
			history.tellPast(trace::event);
		trace.flush();
	}

	/** The folder of a branch's trace. */
	Path trace(String branch) {
		return trace.folder(branch);
	}

	@Override
	public void exec(int exec, int node, List<String> command, boolean tty) {
		throw noCommands();
	}

	@Override
	public CompletableFuture<Void> execInput(int exec, byte[] data) {
		throw noCommands();
	}

	@Override
	public void execSignal(int exec, int signal) {
		throw noCommands();
	}

	@Override
	public void execSize(int exec, int rows, int columns) {
		throw noCommands();
	}

	private static UnsupportedOperationException noCommands() {
		return new UnsupportedOperationException("simulated nodes run no commands; start the cluster with --host uml");
	}

	@Override
	public CompletableFuture<List<ProcessReply>> ask(int node, ProcessRequest.Kind kind, int pid, int number) {
		if (kind == ProcessRequest.Kind.LIST)
			return CompletableFuture.completedFuture(ProcessReply.processes(0, processes()));
		if (kind == ProcessRequest.Kind.KEPT)
			return CompletableFuture.completedFuture(ProcessReply.kept(0, kept(node)));
		ProcessQuestions.Asked asked = questions.ask(node, kind, pid, number);
		perform(new Command.Ask(node, asked.request(), questions::reply));
		return asked.answer();
	}

	/** Looked up from outside: a question to the nodes would be an event of the run. */
	private List<Placed> processes() {
		List<Placed> all = new ArrayList<>();
		for (int node : history.simulation().running())
			history.simulation().kernel(node).processes().forEach(process -> all.add(new Placed(node, process)));
		all.sort(Comparator.comparingInt(placed -> placed.process().pid()));
		return all;
	}

	private List<Registered> kept(int node) {
		int master = history.simulation().node(node).clms().masterNode();
		return history.simulation().running(master) ? history.simulation().node(master).keepalive().known() : List.of();
	}

	@Override
	public long memory(int node) {
		return 0;
	}

	@Override
	public void trace(EventKind kind, Object... values) {
		if (history.atEnd())
			record(0, loop.now(), kind, 0, values);
	}

	@Override
	public void end() {
		try {
			loop.stop();
			trace.close();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} catch (IOException e) {
			throw new UncheckedIOException("the end of the trace cannot be written", e);
		}
	}

	private void record(int node, long time, EventKind kind, long cause, Object... values) {
		trace.useBranch(history.branch().name());
		trace.event(node, time, kind, cause, values);
		sent.event(kind, values);
		switch (kind) {
		case CLMS_TRANSITION -> transitions.add(new Recorded(node, transition(time, values)));
		case CLMS_VIEW, LOAD_SAMPLE -> changed.add(node);
		default -> {
			return; // tells nothing that clients are shown
		}
		}
	}

	private static Transition transition(long time, Object[] values) {
		return new Transition(((Number) values[0]).longValue(), time, ((Number) values[1]).intValue(),
				NodeState.valueOf((String) values[2]), NodeState.valueOf((String) values[3]), (String) values[4]);
	}

	/** Tells what has happened, and writes what was recorded. */
	private void tick() {
		report();
		if (loop.now() - flushed >= FLUSH_PERIOD) {
			flushed = loop.now();
			trace.flush();
		}
	}

	/** Tells what has happened since the last time. A node may be in the middle of a handler when it is recorded. */
	void report() {
		List<Recorded> news = List.copyOf(transitions);
		transitions.clear();
		news.forEach(recorded -> events.transition(recorded.node(), recorded.transition()));
		List<Integer> nodes = List.copyOf(changed);
		changed.clear();
		for (int node : nodes)
			if (history.simulation().running(node))
				events.status(history.simulation().status(node).view());
		for (int node : List.copyOf(running))
			if (!history.simulation().running(node))
				ended(node, history.simulation().status(node).haltReason());
	}

	private void advanced() {
		if (behind && (history.atEnd() || System.nanoTime() - told > TELL_PERIOD))
			reportAll();
		behind |= !history.atEnd();
	}

	/** Tells everything anew, because the history went to another place. */
	void reportAll() {
		told = System.nanoTime();
		behind = !history.atEnd();
		transitions.clear();
		trace.flush();
		SortedMap<Integer, List<Transition>> known = new TreeMap<>();
		for (int node : history.simulation().config().nodes()) {
			boolean runs = history.simulation().running(node);
			if (runs && running.add(node))
				events.machine(node, MachineState.RUNNING, 0, "");
			if (runs)
				changed.add(node);
			known.put(node, history.simulation().history(node));
		}
		events.rewound(known);
		report();
	}

	private void ended(int node, String why) {
		if (!running.remove(node))
			return;
		questions.ended(node);
		events.machine(node, MachineState.ENDED, 0, why);
	}
}
