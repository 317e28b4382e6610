package org.ssiworkbench.controller.internal;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

import org.ssiworkbench.controller.internal.host.ClusterHost;
import org.ssiworkbench.controller.internal.host.ClusterLoop;
import org.ssiworkbench.controller.internal.host.Debugger;
import org.ssiworkbench.controller.internal.host.HostEvents;
import org.ssiworkbench.controller.internal.host.MachineState;
import org.ssiworkbench.controller.internal.plan.ClusterPlan;
import org.ssiworkbench.controller.internal.plan.ScenarioStep;
import org.ssiworkbench.controller.protocol.ControllerClient;
import org.ssiworkbench.controller.protocol.ControllerClient.Message;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterInfo;
import org.ssiworkbench.controller.protocol.ControllerService.ClusterStatus;
import org.ssiworkbench.controller.protocol.ControllerService.ConsoleData;
import org.ssiworkbench.controller.protocol.ControllerService.TransitionInfo;
import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.control.StatusText;
import org.ssiworkbench.trace.EventKind;

/**
 * A running cluster: what its nodes do and what is asked of it. Confined to the cluster's loop, but for what is
 * said otherwise.
 */
public final class ClusterSession implements HostEvents {
	/** At most so often, in ns of real time, clients hear of changes at once; others wait for {@link #publish()}. */
	private static final long PUBLISH_PERIOD = 100_000_000;

	private final ClusterPlan plan;
	private final ClusterInfo info;
	private final ClusterHost host;
	private final Subscribers subscribers = new Subscribers();
	private final SortedMap<Integer, NodeRecord> nodes = new TreeMap<>();
	private final HistoryBook book = new HistoryBook();
	private final NodeControl control;
	private final Execs execs;
	private final Processes processes;
	private final StatusReport report;
	private final SortedMap<Integer, ConsoleShell> shells = new TreeMap<>();
	private final Debugger debugger;
	private final CompletableFuture<String> ended = new CompletableFuture<>();
	private Runnable whenDebugged = () -> {
	};
	private Phase phase = Phase.STARTING;
	private boolean changed;
	private long published = System.nanoTime();

	/** Makes the host that reports to a session. */
	@FunctionalInterface
	interface HostMaker {
		ClusterHost open(HostEvents events) throws IOException;
	}

	private ClusterSession(ClusterPlan plan, RunPlaces places, HostMaker hosts, Function<ClusterHost, ClusterInfo> info)
			throws IOException {
		this.plan = plan;
		plan.nodes().forEach(node -> nodes.put(node.number(), new NodeRecord(node, new ConsoleLog(places.console(node.name())))));
		host = hosts.open(this);
		this.info = info.apply(host);
		control = new NodeControl(plan.name(), nodes, host, this);
		report = new StatusReport(plan, nodes.values(), host);
		execs = new Execs(host, control::node);
		processes = new Processes(host, report::upNode);
		debugger = host.debugger(new DebugNews(subscribers));
	}

	/** {@code hosts} makes the host that reports to the session; {@code info} gives the facts once there is a host. */
	static ClusterSession open(ClusterPlan plan, RunPlaces places, HostMaker hosts, Function<ClusterHost, ClusterInfo> info)
			throws IOException {
		return new ClusterSession(plan, places, hosts, info);
	}

	/** The thread of all this. Any thread. */
	public ClusterLoop loop() {
		return host.loop();
	}

	/** Completed with the reason when the cluster is to end; the owner then closes the session. Any thread. */
	public CompletableFuture<String> ended() {
		return ended;
	}

	/** Facts that do not change. Any thread. */
	public ClusterInfo info() {
		return info;
	}

	/** Boots these nodes, which the plan has; if asked to only when a debugger is ready. */
	public void start(SortedSet<Integer> numbers, boolean waiting) {
		if (waiting)
			whenDebugged = () -> control.boot(numbers);
		else
			control.boot(numbers);
	}

	/** A debugger has set its breakpoints. */
	void debuggerReady() {
		Runnable waited = whenDebugged;
		whenDebugged = () -> {
		};
		waited.run();
	}

	/** Notifies a client from now on. Any thread. */
	public ClusterInfo attach(ControllerClient client) {
		subscribers.add(client);
		return info;
	}

	void detach(ControllerClient client) {
		subscribers.remove(client);
		try {
			loop().execute(() -> {
				execs.detached(client);
				processes.watch(client, false);
			});
		} catch (RejectedExecutionException e) {
			return; // the loop has ended, and the client's commands with it
		}
	}

	ClusterStatus status() {
		return report.make(phase);
	}

	List<TransitionInfo> history(int node) {
		if (node != 0)
			control.node(node);
		return book.transitions(node);
	}

	CompletableFuture<Void> add(List<Integer> numbers) {
		if (phase == Phase.ENDING || phase == Phase.ENDED)
			throw new RefusedException("cluster " + plan.name() + " is ending; start it again with 'ssi up'");
		return control.add(numbers);
	}

	void crash(List<Integer> numbers) {
		control.crash(numbers);
	}

	/** Nodes leave gracefully; all of them, and with that the cluster ends, if none is named. */
	CompletableFuture<Void> down(List<Integer> numbers) {
		if (numbers != null && !numbers.isEmpty())
			return control.down(numbers);
		enter(Phase.ENDING);
		return control.downAll().thenRun(() -> terminate("all nodes were shut down"));
	}

	/** Asks the owner to end it all. */
	public void terminate(String reason) {
		if (ended.isDone())
			return;
		control.bootNoMore();
		enter(Phase.ENDED);
		publish();
		subscribers.tell(client -> client.ended(new Message("info", reason)));
		ended.complete(reason);
	}

	Processes processes() {
		return processes;
	}

	Debugger debugger() {
		return debugger;
	}

	Execs execs() {
		return execs;
	}

	ConsoleData console(ControllerClient client, int number) {
		NodeRecord node = control.node(number);
		subscribers.watchConsole(client, number);
		return new ConsoleData(number, Base64.getEncoder().encodeToString(node.console.kept()));
	}

	/** A node's console takes no input of its own: what is typed goes to a shell on the node, which answers on the console. */
	void type(int number, byte[] data) {
		shells.computeIfAbsent(number, n -> new ConsoleShell(this, n)).type(data);
	}

	/** Does one step of the scenario. Nodes that are already as the step wants them are left alone. */
	void perform(ScenarioStep step) {
		if (phase != Phase.RUNNING)
			return;
		try {
			new ScenarioAction(host, this).perform(step);
		} catch (RefusedException | UnsupportedOperationException e) {
			message("warning", "scenario step " + step + " was skipped: " + e.getMessage());
		}
	}

	/** Those of the named nodes whose machine is there, or is not. */
	List<Integer> those(List<Integer> numbers, boolean alive) {
		return numbers.stream().filter(number -> control.node(number).machine.isAlive() == alive).toList();
	}

	@Override
	public void machine(int number, MachineState state, long pid, String detail) {
		NodeRecord node = control.node(number);
		node.machine(state, pid);
		if (state == MachineState.ENDED) {
			execs.nodeEnded(number);
			message("info", "node " + number + " (" + node.plan.name() + ") ended: " + detail);
		}
		control.changed(number);
		change();
	}

	@Override
	public void status(StatusText status) {
		control.node(status.node()).status = status;
		change();
	}

	@Override
	public void transition(int number, Transition transition) {
		if (!book.record(number, transition))
			return;
		TransitionInfo news = book.find(transition);
		subscribers.tell(client -> client.transition(news));
		fence(transition);
	}

	@Override
	public void rewound(SortedMap<Integer, List<Transition>> transitions) {
		book.clear();
		transitions.forEach((node, known) -> known.forEach(transition -> book.record(node, transition)));
		change();
	}

	private void fence(Transition transition) {
		boolean lost = transition.to() == NodeState.KCLEANUP && transition.from() != NodeState.GOINGDOWN;
		if (lost && plan.membership().fencing() && nodes.containsKey(transition.node())
				&& control.node(transition.node()).machine.isAlive()) {
			message("info", "node " + transition.node() + " was declared down and is fenced");
			control.kill(control.node(transition.node()));
		}
	}

	@Override
	public void console(int number, byte[] data) {
		try {
			control.node(number).console.append(data);
		} catch (IOException e) {
			message("error", "the console log of node " + number + " cannot be written: " + e.getMessage());
		}
		ConsoleData news = new ConsoleData(number, Base64.getEncoder().encodeToString(data));
		subscribers.tellConsole(number, client -> client.console(news));
	}

	@Override
	public void execOutput(int exec, int stream, byte[] data) {
		execs.output(exec, stream, data);
	}

	@Override
	public void execExit(int exec, int status) {
		execs.exit(exec, status);
	}

	@Override
	public void message(String level, String text) {
		host.trace(EventKind.LOG, level, text);
		subscribers.tell(client -> client.message(new Message(level, text)));
	}

	@Override
	public void finished() {
		terminate("the run reached its end");
	}

	private void change() {
		changed = true;
		if (phase == Phase.STARTING && report.settled())
			begin();
		if (System.nanoTime() - published >= PUBLISH_PERIOD)
			publish();
	}

	private void begin() {
		enter(Phase.RUNNING);
		publish();
		long zero = loop().now();
		plan.steps().forEach(step -> loop().at(zero + step.at(), () -> perform(step)));
	}

	private void enter(Phase next) {
		phase = next;
		changed = true;
	}

	/** Sends the status to all clients if it changed since the last time. */
	public void publish() {
		if (!changed)
			return;
		changed = false;
		published = System.nanoTime();
		ClusterStatus status = status();
		subscribers.tell(client -> client.changed(status));
	}

	/** Ends the host and closes what the session holds open. Not on the loop's thread. */
	public void close() throws IOException {
		host.end();
		for (NodeRecord node : nodes.values())
			node.console.close();
	}
}
