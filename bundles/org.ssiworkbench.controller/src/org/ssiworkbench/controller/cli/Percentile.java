package org.ssiworkbench.controller.cli;

import java.util.Arrays;

/** How long many rounds took: what a part of them did not exceed, by nearest rank. */
record Percentile(double[] sorted) {

	static Percentile of(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return new Percentile(sorted);
	}

	/** @param part such as 0.99 */
	double at(double part) {
		return sorted[(int) Math.ceil(part * sorted.length) - 1];
	}
}
