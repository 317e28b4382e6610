package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.view.OverviewFrame.Mark;
import org.ssiworkbench.trace.view.OverviewFrame.Sort;

/** What stands out in a trace: faults and migrations by their rows; transitions are told by {@link Beliefs}. */
final class MarkTable implements Collector {
	private final List<Mark> marks = new ArrayList<>();
	/** How many of them are in order. */
	private int sorted;

	/** By row. */
	List<Mark> marks() {
		return marks;
	}

	@Override
	public void add(Batch batch) {
		for (int i = 0; i < batch.count(); i++) {
			EventKind kind = batch.kind(i);
			if (kind == EventKind.FAULT_INJECTED)
				marks.add(fault(batch, i));
			else if (kind == EventKind.MIGRATE_BEGIN)
				marks.add(migration(batch, i));
		}
	}

	/** A node's state changed in the view of most. */
	void transition(long time, int row, int node, String state) {
		marks.add(new Mark(time, Sort.TRANSITION, state, "node " + node + " is " + state, 1, row));
	}

	@Override
	public void truncate(int row) {
		while (!marks.isEmpty() && marks.getLast().row() >= row)
			marks.removeLast();
		sorted = Math.min(sorted, marks.size());
	}

	/** To be called after the last batch: transitions of a batch come after its faults. */
	void finish() {
		marks.subList(sorted, marks.size()).sort((one, other) -> Integer.compare(one.row(), other.row()));
		sorted = marks.size();
	}

	private static Mark fault(Batch batch, int i) {
		String subject = batch.integer(i, "subject") == 0 ? "" : " node " + batch.integer(i, "subject");
		return new Mark(batch.time(i), Sort.FAULT, "", (batch.text(i, "fault") + subject + ' ' + batch.text(i, "detail")).strip(), 1,
				batch.row(i));
	}

	private static Mark migration(Batch batch, int i) {
		return new Mark(batch.time(i), Sort.MIGRATION, "", "process " + batch.integer(i, "pid") + " from node " + batch.integer(i, "from")
				+ " to node " + batch.integer(i, "to"), 1, batch.row(i));
	}
}
