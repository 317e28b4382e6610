package org.ssiworkbench.trace.filter;

import java.util.function.Predicate;

/**
 * Which values of a field satisfy a condition.
 *
 * @param ranges of integers, each as its least and greatest one
 * @param texts which texts do
 */
record Values(long[][] ranges, Predicate<String> texts) {

	boolean has(long value) {
		for (long[] range : ranges)
			if (value >= range[0] && value <= range[1])
				return true;
		return false;
	}

	boolean has(Object value) {
		return value instanceof Long number ? has((long) number) : texts.test((String) value);
	}

	/** Whether any integer within [min, max] does. */
	boolean meets(long min, long max) {
		for (long[] range : ranges)
			if (range[0] <= max && range[1] >= min)
				return true;
		return false;
	}
}
