package org.ssiworkbench.simulator.process;

/** The machine that simulated processes live on. */
public interface World {
	/** Virtual time, ns. */
	long now();

	/**
	 * Has {@code action} run as a handler of the node at a time; later if the machine is paused then, never when it has
	 * ended.
	 */
	void at(long time, Runnable action);
}
