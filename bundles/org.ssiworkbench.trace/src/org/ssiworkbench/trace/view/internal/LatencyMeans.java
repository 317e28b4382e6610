package org.ssiworkbench.trace.view.internal;

import java.util.Arrays;

/** The mean time under way of each flow's messages, of those last sent. */
final class LatencyMeans {
	private static final int LAST = 1 << 15;

	private final long[] means;

	/** Looks at the table as it is now. */
	LatencyMeans(MessageTable table) {
		long[] sums = new long[table.flows.count()];
		int[] counts = new int[sums.length];
		for (int message = Math.max(0, table.size() - LAST); message < table.size(); message++)
			if (table.receive(message) != MessageTable.NONE) {
				sums[table.flow(message)] += table.latency(message);
				counts[table.flow(message)]++;
			}
		long all = mean(Arrays.stream(sums).sum(), Arrays.stream(counts).asLongStream().sum());
		means = new long[sums.length];
		Arrays.setAll(means, flow -> counts[flow] == 0 ? all : mean(sums[flow], counts[flow]));
	}

	/** In ns; of a flow without messages among the last ones the mean of all. */
	long of(int flow) {
		return flow < means.length ? means[flow] : 0;
	}

	private static long mean(long sum, long count) {
		return count == 0 ? 0 : sum / count;
	}
}
