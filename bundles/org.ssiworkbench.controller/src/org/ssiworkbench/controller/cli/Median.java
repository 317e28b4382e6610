package org.ssiworkbench.controller.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of several measurements, which one that was disturbed does not move. */
final class Median {
	private Median() {
	}

	static <T> double of(List<T> rounds, ToDoubleFunction<T> value) {
		double[] values = rounds.stream().mapToDouble(value).toArray();
		Arrays.sort(values);
		int middle = values.length / 2;
		return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
	}
}
