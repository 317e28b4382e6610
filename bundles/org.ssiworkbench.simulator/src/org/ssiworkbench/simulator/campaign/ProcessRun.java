package org.ssiworkbench.simulator.campaign;

import java.util.Set;
import java.util.TreeSet;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.load.LevelingConfig;
import org.ssiworkbench.simulator.Simulation;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.simulator.SplitMix64;
import org.ssiworkbench.trace.EventKind;

/** One seed: a random cluster with processes that move, random faults, then quiet, in which everybody must know everything. */
final class ProcessRun implements SeededRun {
	private static final long SECOND = 1_000_000_000;
	private static final long MILLI = 1_000_000;
	private static final int FAULTS = 18;
	private static final int QUIET_PERIODS = 6;

	private final SplitMix64 random;
	private final Invariants invariants;
	private final Ledger ledger;
	private final Simulation simulation;
	private final Faults faults;
	private final Workload workload;
	private final Kept kept;
	private boolean busy = true;

	ProcessRun(long seed, SimulationRecorder tap) {
		random = new SplitMix64(seed);
		invariants = new Invariants(Campaign.PROCESSES, seed);
		ledger = new Ledger(invariants);
		double trouble = random.chance(50) ? 0 : random.below(8);
		simulation = new Simulation(Faults.cluster(random, leveling(random.chance(50))), recorder(tap), (number, node) -> troubled(number, trouble));
		ledger.watch(simulation);
		faults = new Faults(simulation, random);
		workload = new Workload(simulation, ledger, faults, random);
		kept = new Kept(simulation, invariants);
	}

	private static LevelingConfig leveling(boolean on) {
		return new LevelingConfig(on, SECOND, new TreeSet<>(Set.of(Workload.WORK)));
	}

	private SimulationRecorder recorder(SimulationRecorder tap) {
		return (node, time, kind, cause, values) -> {
			invariants.event(node, time, kind, cause, values);
			tap.event(node, time, kind, cause, values);
			if (kind == EventKind.CLMS_TRANSITION && "KCLEANUP".equals(values[3]))
				ledger.declaredDown(node, ((Long) values[1]).intValue(), time);
			if (kind == EventKind.MIGRATE_BEGIN && "load".equals(values[3]))
				ledger.leveled(node, ((Long) values[0]).intValue(), time);
		};
	}

	private void troubled(int number, double trouble) {
		simulation.kernel(number).setTrouble(trouble);
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
		return ledger.moves;
	}

	@Override
	public void execute() {
		faults.bootAll();
		simulation.runFor(SECOND);
		kept.register(faults.node());
		work();
		for (int i = 0; i < FAULTS; i++) {
			simulation.runFor(random.chance(50) ? random.below(200 * MILLI) : random.below(3 * SECOND));
			faults.next();
		}
		busy = false;
		quiet();
	}

	private void work() {
		if (!busy)
			return;
		workload.next();
		simulation.schedule(simulation.now() + 2 * MILLI + random.below(40 * MILLI), this::work);
	}

	private void quiet() {
		long rest = QUIET_PERIODS * simulation.config().imalivePeriod();
		faults.end();
		simulation.runFor(rest);
		for (int round = 0; round < 2; round++) {
			faults.bootAll();
			simulation.runFor(rest);
		}
		for (Integer node : simulation.config().nodes())
			checkUp(node);
		ledger.checkQuiet();
		kept.checkQuiet();
	}

	private void checkUp(int node) {
		for (var entry : simulation.status(node).view().states().entrySet())
			if (entry.getValue() != NodeState.UP)
				invariants.violated(simulation.now(), node, "believes node " + entry.getKey() + " is " + entry.getValue()
						+ " though nothing is wrong any more");
	}
}
