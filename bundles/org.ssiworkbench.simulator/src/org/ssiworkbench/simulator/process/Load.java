package org.ssiworkbench.simulator.process;

/** How many processes were runnable on average; renewed at most once a second. */
final class Load {
	private static final long PERIOD = 1_000_000_000;
	private static final double NANO = 1e-9;

	private final World world;
	private final Execution execution;
	private long since;
	private double before;
	private long load;

	Load(World world, Execution execution) {
		this.world = world;
		this.execution = execution;
		since = world.now();
	}

	/** Hundredths of a process. */
	long get() {
		long now = world.now();
		if (now - since >= PERIOD) {
			double sum = execution.runnableTime();
			load = Math.round(100 * (sum - before) / ((now - since) * NANO));
			before = sum;
			since = now;
		}
		return load;
	}
}
