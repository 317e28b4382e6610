package org.ssiworkbench.simulator.campaign;

import java.util.List;

import org.ssiworkbench.node.vproc.ProcessStart;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SplitMix64;
import org.ssiworkbench.simulator.process.SimulatedKernel;

/** Processes that start, fork, move, get signals and go on as others on other nodes, at random. */
final class Workload {
	/** What its processes are called. */
	static final String WORK = "work";
	private static final int MOST = 25;
	private static final int[] SIGNALS = { 10, 10, 15, 19, 18, 9 };

	private final Simulation simulation;
	private final Ledger ledger;
	private final Faults faults;
	private final SplitMix64 random;
	/** Things asked for. */
	long asked;

	Workload(Simulation simulation, Ledger ledger, Faults faults, SplitMix64 random) {
		this.simulation = simulation;
		this.ledger = ledger;
		this.faults = faults;
		this.random = random;
	}

	/** Asks for one thing on a random node, if that is up. */
	void next() {
		int by = faults.node();
		if (!simulation.running(by) || !simulation.node(by).clms().available(by))
			return;
		asked++;
		SimulatedKernel kernel = simulation.kernel(by);
		List<Integer> alive = ledger.alive();
		long kind = random.below(10);
		if (alive.isEmpty() || kind < 2 && alive.size() < MOST)
			simulation.node(by).run(() -> start(kernel));
		else
			with(by, alive.get((int) random.below(alive.size())), kind);
	}

	private void with(int by, int pid, long kind) {
		SimulatedKernel kernel = simulation.kernel(by);
		int target = faults.node();
		if (kind < 7)
			simulation.node(by).run(() -> kernel.vproc().migrate(pid, target, "operator", outcome -> {
			}));
		else if (kind == 7)
			executeElsewhere(pid, target);
		else
			simulation.node(by).run(() -> kernel.vproc().signal(random.chance(20) ? -pid : pid,
					SIGNALS[(int) random.below(SIGNALS.length)], 0, errno -> {
					}));
	}

	private void executeElsewhere(int pid, int target) {
		int place = ledger.place(pid);
		// What keepalive keeps is not to become something else.
		if (!simulation.kernel(place).process(pid).command().equals(WORK))
			return;
		String script = script(1);
		simulation.node(place).run(() -> simulation.kernel(place).executeElsewhere(pid, target, script, outcome -> {
		}));
	}

	private void start(SimulatedKernel kernel) {
		kernel.vproc().start(faults.node(), new ProcessStart(0, 1, 0, 0, 0, random.chance(5), List.of(WORK, script(0)), new byte[0]),
				(pid, reason) -> {
				});
	}

	private String script(int depth) {
		StringBuilder script = new StringBuilder("memory " + random.below(200_000) + "; dirty " + random.below(5_000_000));
		if (random.chance(5))
			script.append("; hold");
		for (long steps = 1 + random.below(4); steps > 0; steps--)
			script.append("; ").append(step(depth));
		return script.append("; exit ").append(random.below(100)).toString();
	}

	private String step(int depth) {
		return switch ((int) random.below(4)) {
		case 0 -> "compute " + random.below(random.chance(50) ? 500 : 20_000) + "ms";
		case 1 -> "sleep " + random.below(random.chance(50) ? 500 : 20_000) + "ms";
		case 2 -> depth < 2 ? "fork { " + script(depth + 1) + " }" : "sleep 1ms";
		default -> random.chance(50) ? "wait" : "sleep 1s";
		};
	}
}
