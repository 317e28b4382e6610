package org.ssiworkbench.trace.export;

/** Who waits for an export or import. Called from the thread that does it, every few thousand events or megabytes. */
public interface ExportProgress {
	/** Nobody watches. */
	ExportProgress NONE = new ExportProgress() {
	};

	/** So much is done of a total; both in events, or in bytes of a package. */
	default void worked(long done, long total) {
	}

	/** Whether to stop. Then nothing is left of the file. */
	default boolean cancelled() {
		return false;
	}
}
