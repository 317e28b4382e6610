package org.ssiworkbench.trace.query;

import java.util.List;
import java.util.function.Function;

import org.ssiworkbench.trace.index.TraceIndex;

/**
 * A question to one trace that may grow. When it is asked again, only events that came or moved since are read.
 *
 * @param <T> what the answer is made of
 */
@FunctionalInterface
public interface GrowingQuery<T> {
	/** The answer by now; not for the UI thread. Thread-safe. */
	List<T> answer();

	/** Asks one trace after the other, each as often as is wanted; thread-safe. */
	static <T> Function<TraceIndex, List<T>> of(Function<TraceIndex, GrowingQuery<T>> maker) {
		return new Function<>() {
			private TraceIndex asked;
			private GrowingQuery<T> query;

			@Override
			public synchronized List<T> apply(TraceIndex index) {
				if (index != asked)
					query = maker.apply(index);
				asked = index;
				return query.answer();
			}
		};
	}
}
