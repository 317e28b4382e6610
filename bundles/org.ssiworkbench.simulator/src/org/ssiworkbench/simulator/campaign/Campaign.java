package org.ssiworkbench.simulator.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.ssiworkbench.simulator.SimulationRecorder;

/** Random faults over seeds, with the invariants checked all the time. The same seed gives the same run. */
public final class Campaign {
	private static final double NANOS = 1e9;

	private Campaign() {
	}

	/** Runs {@code count} seeds from {@code seedFrom} on. */
	public static CampaignResult run(long seedFrom, long count) {
		return run(seedFrom, count, violation -> {
		});
	}

	/** The same; {@code found} is told each violation at once. */
	public static CampaignResult run(long seedFrom, long count, Consumer<Violation> found) {
		long begun = System.nanoTime();
		List<Violation> violations = new ArrayList<>();
		long events = 0;
		long calls = 0;
		for (long seed = seedFrom; seed < seedFrom + count; seed++) {
			Run run = new Run(seed, SimulationRecorder.NONE);
			run.execute();
			events += run.events();
			calls += run.calls();
			run.invariants().violations().forEach(found);
			violations.addAll(run.invariants().violations());
		}
		return new CampaignResult(count, violations, events, calls, (System.nanoTime() - begun) / NANOS);
	}

	/** Runs one seed and gives all its events to a recorder, to look at it. */
	public static List<Violation> trace(long seed, SimulationRecorder recorder) {
		Run run = new Run(seed, recorder);
		run.execute();
		return run.invariants().violations();
	}
}
