package org.ssiworkbench.simulator.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.ssiworkbench.simulator.SimulationRecorder;

/** Random faults over seeds, with invariants checked all the time. The same seed gives the same run. */
public enum Campaign {
	/** Membership and interconnect. */
	MEMBERSHIP(""),
	/** The process space: processes that start, fork, move and end. */
	PROCESSES("--processes ");

	private static final double NANOS = 1e9;

	private final String option;

	Campaign(String option) {
		this.option = option;
	}

	private SeededRun begin(long seed, SimulationRecorder recorder) {
		return switch (this) {
		case MEMBERSHIP -> new MembershipRun(seed, recorder);
		case PROCESSES -> new ProcessRun(seed, recorder);
		};
	}

	/** The command that runs a seed again. */
	public String replay(long seed) {
		return "./ssi bench faults " + option + "--seeds 1 --from " + seed;
	}

	/** Runs {@code count} seeds from {@code seedFrom} on. */
	public CampaignResult run(long seedFrom, long count) {
		return run(seedFrom, count, violation -> {
		});
	}

	/** The same; {@code found} is told each violation at once. */
	public CampaignResult run(long seedFrom, long count, Consumer<Violation> found) {
		long begun = System.nanoTime();
		List<Violation> violations = new ArrayList<>();
		long events = 0;
		long calls = 0;
		for (long seed = seedFrom; seed < seedFrom + count; seed++) {
			SeededRun run = begin(seed, SimulationRecorder.NONE);
			run.execute();
			events += run.events();
			calls += run.calls();
			run.invariants().violations().forEach(found);
			violations.addAll(run.invariants().violations());
		}
		return new CampaignResult(count, violations, events, calls, (System.nanoTime() - begun) / NANOS);
	}

	/** Runs one seed and gives all its events to a recorder, to look at it. */
	public List<Violation> trace(long seed, SimulationRecorder recorder) {
		SeededRun run = begin(seed, recorder);
		run.execute();
		return run.invariants().violations();
	}
}
