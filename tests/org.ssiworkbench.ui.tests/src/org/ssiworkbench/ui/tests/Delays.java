package org.ssiworkbench.ui.tests;

import java.util.List;

/** Durations in ns, ascending. */
record Delays(List<Long> sorted) {

	Delays {
		sorted = sorted.stream().sorted().toList();
	}

	int count() {
		return sorted.size();
	}

	/** The duration that so many of a hundred do not exceed, in ms. */
	double percentile(double percent) {
		return sorted.get((int) Math.ceil(percent / 100 * (sorted.size() - 1))) / 1e6;
	}

	double most() {
		return percentile(100);
	}

	@Override
	public String toString() {
		return String.format("%d, of which half within %.0f ms, 95 %% within %.0f ms, 99 %% within %.0f ms, all within %.0f ms", count(),
				percentile(50), percentile(95), percentile(99), most());
	}
}
