package org.ssiworkbench.simulator;

/** A small seeded generator (Steele, Lea, Flood, OOPSLA 2014): the same seed gives the same numbers on every machine. */
public final class SplitMix64 {
	private long state;

	/** A generator that starts at {@code seed}. */
	public SplitMix64(long seed) {
		state = seed;
	}

	/** The next 64 bits. */
	public long next() {
		state += 0x9E3779B97F4A7C15L;
		long z = state;
		z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
		z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
		return z ^ (z >>> 31);
	}

	/** A number from 0 to {@code bound} - 1; 0 when the bound is not positive. */
	public long below(long bound) {
		return bound <= 0 ? 0 : Long.remainderUnsigned(next(), bound);
	}

	/** True in {@code percent} of 100 cases. */
	public boolean chance(double percent) {
		return percent > 0 && (next() >>> 11) * 0x1.0p-53 * 100 < percent;
	}
}
