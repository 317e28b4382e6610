package org.ssiworkbench.simulator.campaign;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.clms.LegalTransitions;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.Machine;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.simulator.SplitMix64;

/** One seed: a random cluster, random faults, then quiet, in which all that run must come to one view. */
final class Run {
	private static final long SECOND = 1_000_000_000;
	private static final long MILLI = 1_000_000;
	private static final int FAULTS = 24;
	private static final int QUIET_PERIODS = 12;

	private final SplitMix64 random;
	private final Invariants invariants;
	private final Traffic traffic;
	private final Simulation simulation;
	private final List<Integer> nodes;

	Run(long seed, SimulationRecorder tap) {
		random = new SplitMix64(seed);
		invariants = new Invariants(seed);
		traffic = new Traffic(invariants, random.next());
		SimulationConfig config = config();
		nodes = List.copyOf(config.nodes());
		SimulationRecorder both = (node, time, kind, cause, values) -> {
			invariants.event(node, time, kind, cause, values);
			tap.event(node, time, kind, cause, values);
		};
		simulation = new Simulation(config, both, traffic);
	}

	Invariants invariants() {
		return invariants;
	}

	long events() {
		return simulation.recorded();
	}

	long calls() {
		return traffic.calls;
	}

	private SimulationConfig config() {
		int count = 2 + (int) random.below(6);
		TreeSet<Integer> numbers = new TreeSet<>();
		for (int n = 1; n <= count; n++)
			numbers.add(n);
		TreeSet<Integer> initNodes = new TreeSet<>();
		while (initNodes.size() < 1 + random.below(Math.min(3, count)))
			initNodes.add(1 + (int) random.below(count));
		TreeMap<Integer, Long> skew = new TreeMap<>();
		for (Integer n : numbers)
			skew.put(n, random.below(401) - 200);
		LinkConfig link = new LinkConfig(50_000 + random.below(5 * MILLI), random.below(2 * MILLI),
				random.chance(30) ? random.below(5) : 0, random.chance(20) ? 10_000_000 : 0);
		return new SimulationConfig(numbers, initNodes, 3 + (int) random.below(3), SECOND + random.below(SECOND), random.chance(25),
				link, skew, random.next());
	}

	void execute() {
		for (Integer node : nodes)
			if (random.chance(90))
				simulation.schedule(random.below(300 * MILLI), () -> simulation.boot(node));
		traffic();
		run(SECOND);
		for (int i = 0; i < FAULTS; i++) {
			fault();
			run(random.chance(50) ? random.below(200 * MILLI) : random.below(4 * SECOND));
		}
		quiet();
	}

	private void run(long duration) {
		simulation.runFor(duration);
	}

	private void traffic() {
		traffic.now = simulation.now();
		int from = node();
		int to = node();
		int third = node();
		if (simulation.status(from).machine() == Machine.RUNNING)
			traffic.call(from, to, third);
		simulation.schedule(simulation.now() + 5 * MILLI + random.below(50 * MILLI), this::traffic);
	}

	private int node() {
		return nodes.get((int) random.below(nodes.size()));
	}

	private void fault() {
		switch ((int) random.below(12)) {
		case 0, 1 -> simulation.crash(node());
		case 2, 3, 4 -> simulation.boot(node());
		case 5 -> simulation.shutdown(node());
		case 6 -> simulation.partition(someNodes());
		case 7 -> simulation.heal();
		case 8 -> simulation.loss(node(), node(), random.chance(30) ? 100 : random.below(60));
		case 9 -> simulation.link(node(), node(), new LinkConfig(random.below(50 * MILLI), random.below(20 * MILLI), 0, 0));
		case 10 -> pause();
		default -> simulation.reset(node(), node(), (int) random.below(IcsChannel.COUNT));
		}
	}

	private void pause() {
		int node = node();
		simulation.pause(node);
		simulation.schedule(simulation.now() + random.below(4 * SECOND), () -> simulation.resume(node));
	}

	private TreeSet<Integer> someNodes() {
		TreeSet<Integer> some = new TreeSet<>();
		for (Integer node : nodes)
			if (random.chance(50))
				some.add(node);
		return some;
	}

	/** Heals everything and boots what is off, twice: after a split the nodes of one side end and boot again. */
	private void quiet() {
		long rest = QUIET_PERIODS * simulation.config().imalivePeriod();
		for (Integer node : nodes)
			simulation.resume(node);
		simulation.heal();
		run(rest);
		checkSettled();
		for (int round = 0; round < 2; round++) {
			for (Integer node : nodes)
				simulation.boot(node);
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
