package org.ssiworkbench.trace.view.internal;

import java.util.Arrays;

/** The mean time under way of each flow's messages. */
final class LatencyMeans {
	private double[] sums = new double[256];
	private long[] counts = new long[256];

	void add(int flow, long latency) {
		if (flow >= sums.length) {
			sums = Arrays.copyOf(sums, 2 * flow);
			counts = Arrays.copyOf(counts, 2 * flow);
		}
		sums[flow] += latency;
		counts[flow]++;
	}

	long of(int flow) {
		return flow >= sums.length || counts[flow] == 0 ? 0 : Math.round(sums[flow] / counts[flow]);
	}
}
