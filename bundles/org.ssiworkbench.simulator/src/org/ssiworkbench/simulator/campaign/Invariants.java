package org.ssiworkbench.simulator.campaign;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.trace.EventKind;

/** Collects what did not hold in one run: by {@link org.ssiworkbench.node.inspect.Invariants}, and what others find. */
public final class Invariants implements SimulationRecorder {
	private final Campaign campaign;
	private final long seed;
	private final org.ssiworkbench.node.inspect.Invariants rules = new org.ssiworkbench.node.inspect.Invariants(true);
	private final List<Violation> violations = new ArrayList<>();

	/** For one run. */
	public Invariants(Campaign campaign, long seed) {
		this.campaign = campaign;
		this.seed = seed;
	}

	/** What did not hold so far. */
	public List<Violation> violations() {
		return violations;
	}

	/** Adds a violation that somebody else found. */
	public void violated(long time, int node, String text) {
		violations.add(new Violation(campaign, seed, time, node, text));
	}

	@Override
	public void event(int node, long time, EventKind kind, long cause, Object... values) {
		for (String text : rules.check(node, time, kind, values))
			violated(time, node, text);
	}
}
