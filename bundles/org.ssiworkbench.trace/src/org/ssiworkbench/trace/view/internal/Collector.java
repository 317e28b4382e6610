package org.ssiworkbench.trace.view.internal;

/** Takes what it needs from the rows of an index, in their order. */
interface Collector {

	/** Looks at the rows of a batch. */
	void add(Batch batch);

	/** Forgets all that came from a row or one after it, because those rows moved. */
	void truncate(int row);
}
