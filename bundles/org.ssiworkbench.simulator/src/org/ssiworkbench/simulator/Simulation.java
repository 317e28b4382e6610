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
		return events.step();
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
		events.at(time, action);
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

	EventQueue.Event at(long time, Runnable action) {
		return events.at(time, action);
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
