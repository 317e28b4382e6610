package org.ssiworkbench.node.load;

/**
 * A node's load as Mosix smooths it (Barak and Shiloh 1985): cautious for its own decisions - slow up, down at once - and
 * pessimistic to the others - up at once, slow down. That keeps peaks from moving processes and idle nodes from being
 * flooded. Loads are hundredths of a runnable process.
 */
public final class LoadFormula {
	private static final int SCALE = 128;

	private long current;
	private long mean;
	private long upper;

	/** Takes in the load of the last interval. */
	public void update(long load) {
		long scaled = load * SCALE;
		current = load;
		mean = scaled > mean ? (5 * mean + 3 * scaled) / 8 : scaled;
		upper = load >= upper ? load : (7 * upper + load) / 8;
	}

	/** The last one as it was. */
	public long current() {
		return current;
	}

	/** For own decisions. */
	public long cautious() {
		return mean / SCALE;
	}

	/** For the others. */
	public long announced() {
		return upper;
	}
}
