package org.ssiworkbench.simulator.campaign;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.clms.LegalTransitions;
import org.ssiworkbench.simulator.Machine;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.simulator.SplitMix64;

/** One seed: a random cluster, random faults, then quiet, in which all that run must come to one view. */
final class MembershipRun implements SeededRun {
	private static final long SECOND = 1_000_000_000;
	private static final long MILLI = 1_000_000;
	private static final int FAULTS = 24;
	private static final int QUIET_PERIODS = 12;

	private final SplitMix64 random;
	private final Invariants invariants;
	private final Traffic traffic;
	private final Simulation simulation;
	private final Faults faults;
	private final List<Integer> nodes;

	MembershipRun(long seed, SimulationRecorder tap) {
		random = new SplitMix64(seed);
		invariants = new Invariants(Campaign.MEMBERSHIP, seed);
		traffic = new Traffic(invariants, random.next());
		SimulationConfig config = Faults.cluster(random);
		nodes = List.copyOf(config.nodes());
		SimulationRecorder both = (node, time, kind, cause, values) -> {
			invariants.event(node, time, kind, cause, values);
			tap.event(node, time, kind, cause, values);
		};
		simulation = new Simulation(config, both, traffic);
		faults = new Faults(simulation, random);
	}

	@Override
	public Invariants invariants() {
		return invariants;
	}

	@Override
	public long events() {
		return simulation.recorded();
	}

	@Override
	public long calls() {
		return traffic.calls;
	}

	@Override
	public void execute() {
		for (Integer node : nodes)
			if (random.chance(90))
				simulation.schedule(random.below(300 * MILLI), () -> simulation.boot(node));
		traffic();
		run(SECOND);
		for (int i = 0; i < FAULTS; i++) {
			faults.next();
			run(random.chance(50) ? random.below(200 * MILLI) : random.below(4 * SECOND));
		}
		quiet();
	}

	private void run(long duration) {
		simulation.runFor(duration);
	}

	private void traffic() {
		traffic.now = simulation.now();
		int from = faults.node();
		int to = faults.node();
		int third = faults.node();
		if (simulation.status(from).machine() == Machine.RUNNING)
			traffic.call(from, to, third);
		simulation.schedule(simulation.now() + 5 * MILLI + random.below(50 * MILLI), this::traffic);
	}

	/** Heals everything and boots what is off, twice: after a split the nodes of one side end and boot again. */
	private void quiet() {
		long rest = QUIET_PERIODS * simulation.config().imalivePeriod();
		faults.end();
		run(rest);
		checkSettled();
		for (int round = 0; round < 2; round++) {
			faults.bootAll();
			run(rest);
		}
		checkAllUp();
		checkPending();
	}

	/** All that run agree, and nobody is in between. */
	private void checkSettled() {
		SortedSet<Integer> running = simulation.running();
		for (Integer node : running) {
			if (!led(node))
				continue;
			for (var entry : simulation.status(node).view().states().entrySet())
				checkBelief(node, entry.getKey(), entry.getValue(), running);
		}
		checkOneHistory();
	}

	/** Whether a node is a member and enough init nodes of its cluster are there to have a master. */
	private boolean led(int node) {
		var view = simulation.status(node).view();
		if (view.master() == 0)
			return false;
		int there = 0;
		for (Integer init : simulation.config().initNodes())
			if (simulation.running(init) && LegalTransitions.active(view.states().get(init)))
				there++;
		int needed = simulation.config().quorum() ? simulation.config().initNodes().size() / 2 + 1 : 1;
		return there >= needed;
	}

	private void checkBelief(int node, int subject, NodeState state, SortedSet<Integer> running) {
		if (LegalTransitions.active(state) && !running.contains(subject))
			violated(node, "still believes node " + subject + " is " + state + ", which is off");
		if (state == NodeState.KCLEANUP || state == NodeState.UCLEANUP || state == NodeState.SHUTDOWN || state == NodeState.GOINGDOWN)
			violated(node, "node " + subject + " stays in " + state);
	}

	private void checkOneHistory() {
		List<Transition> first = null;
		int whose = 0;
		for (Integer node : simulation.running()) {
			if (!led(node))
				continue;
			List<Transition> history = simulation.history(node);
			if (first != null && !history.equals(first))
				violated(node, "its history differs from that of node " + whose);
			first = history;
			whose = node;
		}
	}

	private void checkAllUp() {
		for (Integer node : nodes) {
			var status = simulation.status(node);
			if (status.machine() != Machine.RUNNING)
				violated(node, "is " + status.machine() + " (" + status.haltReason() + ") though nothing is wrong");
			else
				for (var entry : status.view().states().entrySet())
					if (entry.getValue() != NodeState.UP)
						violated(node, "believes node " + entry.getKey() + " is " + entry.getValue() + " though all run");
		}
		checkOneHistory();
		checkApi();
	}

	private void checkApi() {
		for (Integer node : nodes) {
			var clms = simulation.node(node).clms();
			TreeSet<Integer> up = new TreeSet<>();
			for (var entry : simulation.status(node).view().states().entrySet()) {
				if (entry.getValue() == NodeState.UP)
					up.add(entry.getKey());
				if (clms.available(entry.getKey()) != (entry.getValue() == NodeState.UP))
					violated(node, "availability of node " + entry.getKey() + " does not follow its state");
			}
			if (!up.equals(clms.membership()))
				violated(node, "membership is " + clms.membership() + ", the UP nodes are " + up);
			List<Transition> simple = clms.history().stream()
					.filter(t -> t.from() == NodeState.UP || t.to() == NodeState.UP).toList();
			if (!simple.equals(clms.simpleHistory()))
				violated(node, "the simple history is not the detailed one's transitions to and from UP");
		}
	}

	/** In quiet every call ends soon; only the very last ones may be under way. */
	private void checkPending() {
		for (Integer node : nodes)
			for (Integer peer : nodes)
				if (simulation.node(node).ics().pending(peer) > 5)
					violated(node, simulation.node(node).ics().pending(peer) + " RPCs to node " + peer + " do not end");
	}

	private void violated(int node, String text) {
		invariants.violated(simulation.now(), node, text);
	}
}
