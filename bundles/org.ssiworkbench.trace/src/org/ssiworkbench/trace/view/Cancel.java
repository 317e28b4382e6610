package org.ssiworkbench.trace.view;

import java.util.concurrent.CancellationException;

/** Tells long work that nobody wants its result any more. Thread-safe. */
@FunctionalInterface
public interface Cancel {
	/** Is never wanted less. */
	Cancel NEVER = () -> false;

	/** Whether to give up. */
	boolean isCancelled();

	/** Gives up if wanted. */
	default void check() {
		if (isCancelled())
			throw new CancellationException("the picture is no longer wanted");
	}
}
