package org.ssiworkbench.simulator;

/** A node's own clock, which runs by some parts per million too fast or too slow, but never back. */
final class SkewedClock {
	private static final long MILLION = 1_000_000;
	private final long ppm;

	SkewedClock(long ppm) {
		if (Math.abs(ppm) > 100_000)
			throw new IllegalArgumentException("a clock cannot be wrong by " + ppm + " ppm; at most 100000");
		this.ppm = ppm;
	}

	long ofTrue(long time) {
		return time + time / MILLION * ppm + time % MILLION * ppm / MILLION;
	}

	/** The first true time at which this clock shows {@code own} or more. */
	long toTrue(long own) {
		long time = own - own / MILLION * ppm;
		for (long error = own - ofTrue(time); error != 0; error = own - ofTrue(time)) {
			if (error < 0 && ofTrue(time - 1) < own)
				break;
			time += error;
		}
		return time;
	}
}
