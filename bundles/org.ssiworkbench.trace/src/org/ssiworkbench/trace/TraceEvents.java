package org.ssiworkbench.trace;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

import org.ssiworkbench.trace.internal.ProblemList;
import org.ssiworkbench.trace.internal.StreamCursor;

/**
 * The events of all streams of a trace in the order of time, then node, then position in the stream. Reads packet by
 * packet while it goes. Not thread-safe.
 */
public final class TraceEvents implements Iterator<TraceEvent> {
	private final PriorityQueue<StreamCursor> cursors = new PriorityQueue<>();
	private final ProblemList problems;

	TraceEvents(List<StreamCursor> streams, ProblemList problems) {
		this.problems = problems;
		for (StreamCursor stream : streams)
			if (stream.advance())
				cursors.add(stream);
	}

	@Override
	public boolean hasNext() {
		return !cursors.isEmpty();
	}

	@Override
	public TraceEvent next() {
		StreamCursor first = cursors.poll();
		if (first == null)
			throw new NoSuchElementException("the trace has no more events");
		TraceEvent event = first.event();
		if (first.advance())
			cursors.add(first);
		return event;
	}

	/** What was wrong in the packets read so far. */
	public List<TraceProblem> problems() {
		return problems.list();
	}
}
