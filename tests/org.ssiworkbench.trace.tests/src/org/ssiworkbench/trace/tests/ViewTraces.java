package org.ssiworkbench.trace.tests;

import java.io.IOException;
import java.nio.file.Path;

import org.ssiworkbench.trace.index.IndexProgress;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.TraceViews;

/** A trace that is indexed and has its view models. */
record ViewTraces(TraceIndex index, TraceViews views) implements AutoCloseable {

	static ViewTraces open(Path folder) throws IOException {
		TraceIndex index = TraceIndex.open(folder);
		index.update(IndexProgress.NONE);
		TraceViews views = new TraceViews(index);
		views.update(Cancel.NEVER);
		return new ViewTraces(index, views);
	}

	@Override
	public void close() throws IOException {
		index.close();
	}
}
