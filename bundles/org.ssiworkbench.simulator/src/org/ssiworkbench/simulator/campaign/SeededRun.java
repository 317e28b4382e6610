package org.ssiworkbench.simulator.campaign;

/** One seed of a campaign. */
interface SeededRun {
	/** Runs it from beginning to end. */
	void execute();

	/** What was checked meanwhile. */
	Invariants invariants();

	/** Trace events so far. */
	long events();

	/** RPCs of the nodes' own traffic, or moves of processes, so far. */
	long calls();
}
