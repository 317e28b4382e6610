package org.ssiworkbench.controller.cli;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.simulator.LinkConfig;
import org.ssiworkbench.simulator.NodeProgram;
import org.ssiworkbench.simulator.SimulationConfig;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.simulator.stepping.Command;
import org.ssiworkbench.simulator.stepping.History;
import org.ssiworkbench.simulator.stepping.Motion;
import org.ssiworkbench.simulator.stepping.Stepper;

/** Steps in a simulated cluster with a long past. */
final class StepBench {
	private static final int INIT_NODES = 2;
	private static final int IMALIVE_COUNT = 3;
	private static final long IMALIVE_PERIOD = 2_000_000_000;
	private static final int STEPS = 500;
	private static final long SLICE = 1000;

	private final History history;
	private final Stepper stepper;

	/** A cluster that has handled so many events. */
	StepBench(int nodes, long events) {
		TreeSet<Integer> numbers = new TreeSet<>();
		for (int node = 1; node <= nodes; node++)
			numbers.add(node);
		SimulationConfig config = new SimulationConfig(numbers, new TreeSet<>(numbers.headSet(INIT_NODES + 1)), IMALIVE_COUNT,
				IMALIVE_PERIOD, false, LinkConfig.FAST, new TreeMap<>(), 1);
		history = new History(config, NodeProgram.NONE, true, SimulationRecorder.NONE);
		stepper = new Stepper(history);
		for (int node : numbers)
			history.perform(0, new Command.Boot(node));
		while (history.position() < events)
			history.step();
	}

	/** The 99th percentile of the time that a motion takes, ns. */
	double percentile(Motion motion) {
		long[] times = new long[STEPS];
		for (int i = 0; i < STEPS; i++) {
			long begin = System.nanoTime();
			stepper.begin(motion);
			while (stepper.run(SLICE, Long.MAX_VALUE) == null)
				Thread.onSpinWait();
			times[i] = System.nanoTime() - begin;
		}
		Arrays.sort(times);
		return times[STEPS * 99 / 100];
	}
}
