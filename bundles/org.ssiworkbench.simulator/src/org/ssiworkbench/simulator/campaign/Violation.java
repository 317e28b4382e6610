package org.ssiworkbench.simulator.campaign;

/**
 * An invariant that did not hold.
 *
 * @param campaign it was found by
 * @param seed of the run
 * @param time virtual ns
 * @param node where it showed, 0 if nowhere in particular
 * @param text what should have been and what was
 */
public record Violation(Campaign campaign, long seed, long time, int node, String text) {
	/** The command that runs this seed again. */
	public String replay() {
		return campaign.replay(seed);
	}

	@Override
	public String toString() {
		return "seed " + seed + ", " + time + " ns, node " + node + ": " + text + "\n  again with: " + replay();
	}
}
