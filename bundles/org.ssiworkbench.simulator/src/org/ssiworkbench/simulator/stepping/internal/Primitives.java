package org.ssiworkbench.simulator.stepping.internal;

import java.util.Optional;

/** Copies of arrays of primitive values. */
final class Primitives {
	private Primitives() {
	}

	static Optional<Object> copy(Object original) {
		return switch (original) {
		case byte[] array -> Optional.of(array.clone());
		case int[] array -> Optional.of(array.clone());
		case long[] array -> Optional.of(array.clone());
		case boolean[] array -> Optional.of(array.clone());
		case char[] array -> Optional.of(array.clone());
		case double[] array -> Optional.of(array.clone());
		default -> Optional.empty();
		};
	}
}
