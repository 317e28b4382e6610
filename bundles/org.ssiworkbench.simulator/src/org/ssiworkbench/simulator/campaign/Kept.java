package org.ssiworkbench.simulator.campaign;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.node.keepalive.Registered;
import org.ssiworkbench.node.keepalive.Spec;
import org.ssiworkbench.node.keepalive.Spec.Limits;
import org.ssiworkbench.node.keepalive.State;
import org.ssiworkbench.node.vproc.ProcessInfo;
import org.ssiworkbench.simulator.Simulation;

/** Two processes that keepalive is asked to keep: one that lasts, and one that dies until it stays down. */
final class Kept {
	private static final long SECOND = 1_000_000_000;
	private static final String LASTING = "lasting";
	private static final String DYING = "dying";
	private static final int ERRORS = 3;

	private final Simulation simulation;
	private final Invariants invariants;

	Kept(Simulation simulation, Invariants invariants) {
		this.simulation = simulation;
		this.invariants = invariants;
	}

	/** Registers both on a node that is up. */
	void register(int node) {
		Limits limits = new Limits(10_000 * SECOND, ERRORS, SECOND / 10, Limits.NONE);
		register(node, Spec.of(LASTING, "sleep 100000s").with(new Limits(SECOND, Integer.MAX_VALUE, SECOND / 10, Limits.NONE)));
		register(node, Spec.of(DYING, "sleep 50ms; exit 1").with(limits));
	}

	private void register(int node, Spec spec) {
		simulation.node(node).run(() -> simulation.node(node).keepalive().register(spec, (slot, reason) -> {
		}));
	}

	/** All is quiet: what is said to run does, once, and what died too often stays down. */
	void checkQuiet() {
		for (Integer node : simulation.config().nodes()) {
			List<Registered> all = new ArrayList<>();
			simulation.node(node).run(() -> simulation.node(node).keepalive().list(all::addAll));
			simulation.runFor(SECOND);
			all.forEach(registered -> check(node, registered));
		}
	}

	private void check(int node, Registered registered) {
		String program = registered.spec().program();
		List<ProcessInfo> instances = instances(program);
		int running = instances.size();
		if (program.equals(LASTING) && (registered.state() != State.OK || running != 1))
			violated(node, "of " + program + " " + running + " run, keepalive says that it is " + registered.state().word());
		boolean stopped = instances.stream().anyMatch(process -> process.state() == 'T'); // by a signal of the workload: it cannot die
		if (program.equals(DYING) && !stopped && (registered.state() != State.DOWN || running != 0 || registered.deaths() <= ERRORS))
			violated(node, program + " died " + registered.deaths() + " times of " + ERRORS + ", " + running
					+ " run, keepalive says that it is " + registered.state().word());
	}

	private List<ProcessInfo> instances(String program) {
		return simulation.config().nodes().stream().flatMap(node -> simulation.kernel(node).processes().stream())
				.filter(process -> process.command().equals(program)).toList();
	}

	private void violated(int node, String text) {
		invariants.violated(simulation.now(), node, text);
	}
}
