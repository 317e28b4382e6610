package org.ssiworkbench.controller.internal.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
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
import org.ssiworkbench.node.vproc.ProcessOrders;
import org.ssiworkbench.node.vproc.Vproc;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.PacketEncoder;
import org.ssiworkbench.trace.TraceDescription;
import org.ssiworkbench.trace.TraceWriter;

/** A cluster in the simulator. The same plan, seed and requests at the same virtual times give the same trace, byte for byte. */
public final class SimulatorHost implements ClusterHost {
	private static final long LOOK_PERIOD = 10_000_000;
	private static final long FLUSH_PERIOD = 100_000_000;

	private final HostEvents events;
	private final TraceWriter trace;
	private final Simulation simulation;
	private final VirtualLoop loop;
	private final SortedMap<Integer, PacketEncoder> encoders = new TreeMap<>();
	private final SortedSet<Integer> running = new TreeSet<>();
	private final SortedSet<Integer> changed = new TreeSet<>();
	private final ProcessQuestions questions = new ProcessQuestions();
	private long flushed;

	private SimulatorHost(SimulationConfig config, long duration, TraceWriter trace, HostEvents events) {
		this.events = events;
		this.trace = trace;
		simulation = new Simulation(config, this::record);
		encoders.put(0, trace.encoder(0));
		simulation.schedule(LOOK_PERIOD, this::look);
		loop = new VirtualLoop(simulation, duration, events::finished);
	}

	/** A host with all nodes off; {@code duration} as for {@link VirtualLoop}. */
	public static SimulatorHost open(ClusterPlan plan, long seed, long duration, RunPlaces places, HostEvents events)
			throws IOException {
		TraceDescription description = new TraceDescription(TraceDescription.seededId(seed), plan.name(), "simulator", seed, 0);
		return new SimulatorHost(config(plan, seed), duration, TraceWriter.create(places.trace(), description), events);
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
		encoders.put(node, trace.encoder(node));
		simulation.boot(node);
		running.add(node);
		loop.go();
		events.machine(node, MachineState.RUNNING, 0, "");
		changed(node);
	}

	@Override
	public void crash(int node) {
		simulation.crash(node);
		ended(node, "crashed");
	}

	@Override
	public void shutdown(int node) {
		simulation.shutdown(node);
	}

	@Override
	public void partition(SortedSet<Integer> side) {
		simulation.partition(side);
	}

	@Override
	public void heal() {
		simulation.heal();
	}

	@Override
	public void loss(int from, int to, double percent) {
		simulation.loss(from, to, percent);
	}

	@Override
	public void exec(int exec, int node, List<String> command, boolean tty) {
		throw new UnsupportedOperationException("simulated nodes run no commands; start the cluster with --host uml");
	}

	@Override
	public CompletableFuture<Void> execInput(int exec, byte[] data) {
		throw new UnsupportedOperationException("simulated nodes run no commands; start the cluster with --host uml");
	}

	@Override
	public void execSignal(int exec, int signal) {
		throw new UnsupportedOperationException("simulated nodes run no commands; start the cluster with --host uml");
	}

	@Override
	public CompletableFuture<List<ProcessReply>> ask(int node, ProcessRequest.Kind kind, int pid, int number) {
		ProcessQuestions.Asked asked = questions.ask(node, kind, pid, number);
		Vproc vproc = simulation.kernel(node).vproc();
		simulation.node(node).run(() -> new ProcessOrders(vproc).obey(asked.request(), questions::reply));
		return asked.answer();
	}

	@Override
	public long memory(int node) {
		return 0;
	}

	@Override
	public void trace(EventKind kind, Object... values) {
		encoders.get(0).add(simulation.now(), kind, 0, values);
	}

	@Override
	public void end() {
		try {
			loop.stop();
			encoders.values().forEach(PacketEncoder::flush);
			trace.close();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} catch (IOException e) {
			throw new UncheckedIOException("the end of the trace " + trace.folder() + " cannot be written", e);
		}
	}

	private void record(int node, long time, EventKind kind, long cause, Object... values) {
		encoders.get(node).add(time, kind, cause, values);
		switch (kind) {
		case CLMS_TRANSITION -> events.transition(node, transition(time, values));
		case CLMS_VIEW, LOAD_SAMPLE -> changed(node);
		default -> {
			return; // tells nothing that clients are shown
		}
		}
	}

	private static Transition transition(long time, Object[] values) {
		return new Transition(((Number) values[0]).longValue(), time, ((Number) values[1]).intValue(),
				NodeState.valueOf((String) values[2]), NodeState.valueOf((String) values[3]), (String) values[4]);
	}

	/** The node is in the middle of a handler: its status is asked for when that is done. */
	private void changed(int node) {
		if (node != 0 && changed.add(node))
			simulation.schedule(simulation.now(), () -> report(node));
	}

	private void report(int node) {
		changed.remove(node);
		if (simulation.running(node))
			events.status(simulation.status(node).view());
	}

	/** Looks for nodes that ended by themselves, and writes what was recorded. */
	private void look() {
		for (int node : List.copyOf(running))
			if (!simulation.running(node))
				ended(node, simulation.status(node).haltReason());
		if (simulation.now() - flushed >= FLUSH_PERIOD) {
			flushed = simulation.now();
			encoders.values().forEach(PacketEncoder::flush);
		}
		simulation.schedule(simulation.now() + LOOK_PERIOD, this::look);
	}

	private void ended(int node, String why) {
		if (!running.remove(node))
			return;
		encoders.get(node).flush();
		questions.ended(node);
		events.machine(node, MachineState.ENDED, 0, why);
	}
}
