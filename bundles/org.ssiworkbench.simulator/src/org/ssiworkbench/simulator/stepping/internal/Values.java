package org.ssiworkbench.simulator.stepping.internal;

import java.util.ArrayList;
import java.util.List;

/** Tells whether an object is a value, which original and copy may share. */
final class Values {
	private static final Class<?> SHORT_LIST = List.of(1).getClass();
	private static final Class<?> LONG_LIST = List.of(1, 2, 3).getClass();

	private Values() {
	}

	static boolean isValue(Object object) {
		if (object == null)
			return true;
		Shape shape = Shape.of(object.getClass());
		if (shape.isValue())
			return true;
		if (shape.isRecord())
			return shape.componentsAre(object, Values::isValueInRecord);
		return isImmutableList(object.getClass()) && ((List<?>) object).stream().allMatch(Values::isValueInRecord);
	}

	/** Nobody writes into the bytes or lists of a record. */
	private static boolean isValueInRecord(Object component) {
		return component instanceof byte[] || isValue(component)
				|| component instanceof ArrayList<?> list && list.stream().allMatch(Values::isValueInRecord);
	}

	private static boolean isImmutableList(Class<?> type) {
		return type == SHORT_LIST || type == LONG_LIST;
	}
}
