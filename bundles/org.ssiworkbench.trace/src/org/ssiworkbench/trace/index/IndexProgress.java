package org.ssiworkbench.trace.index;

/** Who waits for an index to be built. Called from the thread that builds it, every few milliseconds. */
public interface IndexProgress {
	/** Nobody watches. */
	IndexProgress NONE = new IndexProgress() {
	};

	/** So many of the streams' bytes were read; rows up to {@link TraceIndex#rows()} can be used already. */
	default void worked(long bytes, long total) {
	}

	/** Whether to stop. What was indexed stays usable, and a later update goes on from there. */
	default boolean cancelled() {
		return false;
	}
}
