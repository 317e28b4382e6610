package org.ssiworkbench.trace.view;

import java.util.List;
import java.util.Set;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.internal.Tables;

/**
 * The view models of one trace. Call {@link #update} after each update of the index, in the thread that does those, and
 * ask for frames from any thread at any time: they show what was taken in so far. A frame of a trace of 10^7 events takes
 * a few milliseconds at any zoom.
 */
public final class TraceViews {
	private final Tables tables;

	/** The views of a trace, empty until the first update. The index has to stay open. */
	public TraceViews(TraceIndex index) {
		tables = new Tables(index);
	}

	/**
	 * Takes in what is new in the index: about 300 ns an event.
	 *
	 * @return whether frames are different from now on
	 * @throws java.util.concurrent.CancellationException if cancelled; a later update goes on from there
	 */
	public boolean update(Cancel cancel) {
		return tables.update(cancel);
	}

	/** All nodes of the trace, ascending. */
	public List<Integer> nodes() {
		return tables.nodes();
	}

	/** The space-time diagram of the messages. */
	public MessageFrame messages(Viewport viewport, MessageOptions options, Cancel cancel) {
		return tables.messages(viewport, options, cancel);
	}

	/** The states of the nodes over time; beneath the bars of {@code expanded} nodes what each node believed of them. */
	public MembershipFrame membership(Viewport viewport, Set<Integer> expanded, Cancel cancel) {
		return tables.membership(viewport, expanded, cancel);
	}

	/** What each node believed of each at an instant. */
	public MatrixFrame matrix(Viewport viewport, long instant) {
		return tables.matrix(viewport, instant);
	}

	/** Processes, their migrations, and the loads. */
	public MigrationFrame migrations(Viewport viewport, MigrationOptions options, Cancel cancel) {
		return tables.migrations(viewport, options, cancel);
	}

	/** The whole trace at a glance. */
	public OverviewFrame overview(Viewport viewport, Cancel cancel) {
		return tables.overview(viewport, cancel);
	}
}
