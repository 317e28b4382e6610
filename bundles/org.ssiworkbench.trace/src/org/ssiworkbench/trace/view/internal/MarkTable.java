package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.view.OverviewFrame.Mark;
import org.ssiworkbench.trace.view.OverviewFrame.Sort;

/** What stands out in a trace: faults and migrations by their rows; transitions are told by {@link Beliefs}. */
final class MarkTable implements Collector {
	private final List<Mark> marks = new ArrayList<>();

	/** By row. */
	List<Mark> marks() {
		return marks;
	}

	@Override
	public void add(Batch batch) {
		for (int i = 0; i < batch.count(); i++) {
			EventKind kind = batch.kind(i);
			if (kind == EventKind.FAULT_INJECTED)
				marks.add(fault(batch.row(i), batch.event(i)));
			else if (kind == EventKind.MIGRATE_BEGIN)
				marks.add(migration(batch.row(i), batch.event(i)));
		}
	}

	/** A node's state changed in the view of most. */
	void transition(long time, int row, int node, String state) {
		marks.add(new Mark(time, Sort.TRANSITION, state, "node " + node + " is " + state, 1, row));
	}

	@Override
	public void truncate(int row) {
		marks.removeIf(mark -> mark.row() >= row);
	}

	/** To be called after the last batch: transitions of a batch come after its faults. */
	void finish() {
		marks.sort((one, other) -> Integer.compare(one.row(), other.row()));
	}

	private static Mark fault(int row, TraceEvent event) {
		String subject = event.integer("subject") == 0 ? "" : " node " + event.integer("subject");
		return new Mark(event.time(), Sort.FAULT, "", (event.text("fault") + subject + ' ' + event.text("detail")).strip(), 1, row);
	}

	private static Mark migration(int row, TraceEvent event) {
		return new Mark(event.time(), Sort.MIGRATION, "", "process " + event.integer("pid") + " from node " + event.integer("from")
				+ " to node " + event.integer("to"), 1, row);
	}
}
