package org.ssiworkbench.simulator;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.Node;
import org.ssiworkbench.node.NodeConfig;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.control.StatusText;
import org.ssiworkbench.simulator.EventQueue.What;
import org.ssiworkbench.simulator.process.ProcessWitness;
import org.ssiworkbench.simulator.process.SimulatedKernel;
import org.ssiworkbench.trace.EventKind;

/**
 * A cluster in virtual time. Everything happens on the caller's thread inside {@link #step} and the commands; the same
 * configuration and commands give the same events, bit for bit. Times are ns since the simulation began.
 */
public final class Simulation {
	/** Sets the random numbers of a node's processes apart from those of the node. */
	private static final long KERNEL = 0x70726f63L;

	private final SimulationConfig config;
	private final SimulationRecorder recorder;
	private final NodeProgram program;
	private final EventQueue events = new EventQueue();
	private final Network network;
	private final TreeMap<Integer, SimulatedHost> hosts = new TreeMap<>();
	private final TreeMap<Integer, Integer> boots = new TreeMap<>();
	private ProcessWitness witness = ProcessWitness.NONE;
	private long recorded;
	private int handler;

	/** What is known about one node from outside. {@code view} is the last one of its present or last boot, null before. */
	public record NodeStatus(int node, Machine machine, String haltReason, StatusText view) {
	}

	/** A simulation with all nodes off. */
	public Simulation(SimulationConfig config, SimulationRecorder recorder) {
		this(config, recorder, NodeProgram.NONE);
	}

	/** The same, with services and subsystems of the nodes. */
	public Simulation(SimulationConfig config, SimulationRecorder recorder, NodeProgram program) {
		this.config = config;
		this.recorder = recorder;
		this.program = program;
		network = new Network(this, config.link(), config.seed());
	}

	/** What is simulated. */
	public SimulationConfig config() {
		return config;
	}

	/** Virtual time in ns. */
	public long now() {
		return events.now();
	}

	/** How many trace events there were. */
	public long recorded() {
		return recorded;
	}

	/** Runs the next event; false when there is none. */
	public boolean step() {
		handler = 0;
		return events.step();
	}

	/** How many events and {@linkplain #command commands} there were. */
	public long steps() {
		return events.steps();
	}

	/** The event or command that is happening, or was the last to happen; null before the first. */
	public SimulationEvent last() {
		return events.last();
	}

	/** Time of the next event, {@link Long#MAX_VALUE} when there is none. */
	public long nextTime() {
		return events.nextTime();
	}

	/** The event of this number to come; {@link IllegalArgumentException} when there is none. */
	public SimulationEvent upcoming(long order) {
		return events.find(order).facts();
	}

	/** All that is to come, next first. */
	public List<SimulationEvent> upcoming() {
		return events.upcoming();
	}

	/**
	 * Gives a command as a step of its own, so that a run can be repeated from its commands and their steps.
	 *
	 * @param time of the command; it must not be after {@link #nextTime()}
	 * @param node that it concerns, 0 if none in particular
	 */
	public void command(long time, int node, Runnable command) {
		handler = 0;
		events.advanceTo(time);
		events.command(node, command);
	}

	/** The node that handled what happened last; 0 when none did, because it has ended or is paused, for example. */
	public int handler() {
		return handler;
	}

	/** Runs everything up to and at {@code time}, which is then the present. */
	public void runUntil(long time) {
		while (events.nextTime() <= time)
			events.step();
		events.advanceTo(time);
	}

	/** Runs for so many ns. */
	public void runFor(long duration) {
		runUntil(now() + duration);
	}

	/** Has {@code action} run at a time; at the present time if that is past. */
	public void schedule(long time, Runnable action) {
		events.at(time, What.SCHEDULED, action);
	}

	/** Has an event to come happen before all others; those that were due before it are late then. */
	public void prefer(long order) {
		SimulationEvent event = upcoming(order);
		fault("prefer", event.node(), event.text());
		events.prefer(events.find(order));
	}

	/**
	 * Loses a message to come. A datagram is gone. A frame is sent again, as TCP would, so that it and all behind it on
	 * the channel come later.
	 */
	public void lose(long order) {
		SimulationEvent lost = message(order);
		fault("lose", lost.node(), lost.text());
		if (lost.kind() == SimulationEvent.Kind.FRAME)
			network.lose(lost.peer(), lost.node(), lost.channel());
		else
			events.find(order).cancel();
	}

	/** Has a datagram to come arrive twice; a channel delivers each frame once, whatever happens. */
	public void repeat(long order) {
		SimulationEvent repeated = message(order);
		fault("repeat", repeated.node(), repeated.text());
		events.repeat(events.find(order));
	}

	/** The message of this number to come. */
	public SimulationEvent message(long order) {
		SimulationEvent event = upcoming(order);
		if (!event.isMessage())
			throw new IllegalArgumentException("event " + order + " is no message, so it can be neither lost nor repeated");
		return event;
	}

	/** Boots a node; nothing happens if it runs. */
	public void boot(int number) {
		boot(number, boots.getOrDefault(number, 0) + 1);
	}

	/** Boots a node as a given incarnation, which may be an old one, as of a machine that was restored from an old image. */
	public void boot(int number, int incarnation) {
		if (!config.nodes().contains(number))
			throw new IllegalArgumentException("node " + number + " is not configured");
		if (running(number))
			return;
		fault("add", number, "");
		network.reset(number);
		boots.put(number, incarnation);
		SkewedClock clock = new SkewedClock(config.skew().getOrDefault(number, 0L));
		long seed = new SplitMix64(config.seed() ^ (long) number << 32 ^ incarnation).next();
		SimulatedHost host = new SimulatedHost(this, network, number, clock);
		Node node = new Node(new NodeConfig(number, config.nodes(), config.initNodes(), config.imaliveCount(),
				config.imalivePeriod(), config.quorum(), seed, incarnation, config.leveling()), host);
		host.node = node;
		host.kernel = new SimulatedKernel(number, incarnation, host.world(), witness, seed ^ KERNEL);
		host.kernel.attach(node.processes(host.kernel));
		hosts.put(number, host);
		program.install(number, node);
		host.deliver(node::start);
	}

	/** Kills a node without a word to the others. */
	public void crash(int number) {
		if (!running(number))
			return;
		fault("crash", number, "");
		hosts.get(number).end(Machine.OFF, "crashed");
	}

	/** Asks a node to leave gracefully. */
	public void shutdown(int number) {
		if (!running(number))
			return;
		fault("halt", number, "");
		SimulatedHost host = hosts.get(number);
		host.deliver(host.node::shutdown);
	}

	/** Stops a node as a debugger or a suspended machine would: nothing of it runs, nothing is lost. */
	public void pause(int number) {
		if (!running(number) || hosts.get(number).machine != Machine.RUNNING)
			return;
		fault("pause", number, "");
		hosts.get(number).pause();
	}

	/** Lets a paused node go on. */
	public void resume(int number) {
		if (!running(number) || hosts.get(number).machine != Machine.PAUSED)
			return;
		fault("resume", number, "");
		hosts.get(number).resume();
	}

	/** Cuts all links between these nodes and the others; replaces an earlier partition. */
	public void partition(Set<Integer> side) {
		fault("partition", 0, new TreeSet<>(side).toString());
		network.partition(side);
	}

	/** Makes all links whole and as they were configured. */
	public void heal() {
		fault("heal", 0, "");
		network.partition(Set.of());
		network.usualLinks();
	}

	/** Sets the loss from one node to another, percent; 100 cuts that direction. */
	public void loss(int from, int to, double percent) {
		fault("loss", from, "to " + to + ": " + percent + " %");
		network.setLink(from, to, network.link(from, to).withLoss(percent));
	}

	/** Changes one direction of a link. */
	public void link(int from, int to, LinkConfig link) {
		fault("link", from, "to " + to + ": " + link);
		network.setLink(from, to, link);
	}

	/** Breaks a channel as a lost connection would. */
	public void reset(int a, int b, int channel) {
		fault("reset", a, "channel " + channel + " to " + b);
		network.reset(a, b, channel);
	}

	/** Whether the node's machine runs or is paused. */
	public boolean running(int number) {
		SimulatedHost host = hosts.get(number);
		return host != null && host.alive();
	}

	/** The numbers of the nodes whose machines run or are paused. */
	public SortedSet<Integer> running() {
		SortedSet<Integer> running = new TreeSet<>();
		for (SimulatedHost host : hosts.values())
			if (host.alive())
				running.add(host.number);
		return running;
	}

	/** One node from outside. */
	public NodeStatus status(int number) {
		SimulatedHost host = hosts.get(number);
		return host == null ? new NodeStatus(number, Machine.OFF, "", null)
				: new NodeStatus(number, host.machine, host.haltReason, host.node.status());
	}

	/** The transitions as a node's present or last boot knows them. */
	public List<Transition> history(int number) {
		SimulatedHost host = hosts.get(number);
		return host == null ? List.of() : host.node.history();
	}

	/** The software of a node's present or last boot; null before its first. */
	public Node node(int number) {
		SimulatedHost host = hosts.get(number);
		return host == null ? null : host.node;
	}

	/** The processes of a node's present or last boot; null before its first. */
	public SimulatedKernel kernel(int number) {
		SimulatedHost host = hosts.get(number);
		return host == null ? null : host.kernel;
	}

	/** Sets who sees all processes of nodes that boot from now on. */
	public void setWitness(ProcessWitness witness) {
		this.witness = witness;
	}

	EventQueue.Event at(long time, What what, Runnable action) {
		return events.at(time, what, action);
	}

	void handles(int node) {
		handler = node;
	}

	void cancelFrames(int node, int peer, int channel) {
		events.cancelFrames(node, peer, channel);
	}

	SimulatedHost host(int number) {
		return hosts.get(number);
	}

	void halted(SimulatedHost host, String reason) {
		host.end(Machine.HALTED, reason);
	}

	void record(int node, EventKind kind, long cause, Object... values) {
		recorded++;
		recorder.event(node, events.now(), kind, cause, values);
	}

	private void fault(String fault, int subject, String detail) {
		record(0, EventKind.FAULT_INJECTED, 0, fault, (long) subject, detail);
	}
}
