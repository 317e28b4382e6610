package org.ssiworkbench.trace;

import java.util.UUID;

/**
 * What a trace says about itself as a whole.
 *
 * @param id the trace's id; every packet carries it
 * @param cluster name of the cluster
 * @param host kind of host: uml or simulator
 * @param seed the run's seed
 * @param clockOrigin when the cluster's clock was 0, in nanoseconds since the epoch; not negative
 */
public record TraceDescription(UUID id, String cluster, String host, long seed, long clockOrigin) {

	public TraceDescription {
		if (clockOrigin < 0)
			throw new IllegalArgumentException("clock origin " + clockOrigin + " is before the epoch");
	}

	/** The id of a simulated run: the same for the same seed. */
	public static UUID seededId(long seed) {
		long upper = mix(seed + 0x9E3779B97F4A7C15L);
		long lower = mix(seed + 2 * 0x9E3779B97F4A7C15L);
		return new UUID(upper & ~0xF000L | 0x8000L, lower & ~(3L << 62) | 2L << 62);
	}

	/** SplitMix64's output function. */
	private static long mix(long value) {
		long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
		z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
		return z ^ z >>> 31;
	}
}
