package org.ssiworkbench.views.replay;

import java.util.function.IntPredicate;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.views.timeline.OpenTrace;
import org.ssiworkbench.views.timeline.Selections;
import org.ssiworkbench.views.timeline.TimeModel;

/** What a step of the replay goes to. */
enum Step {
	EVENT {
		@Override
		IntPredicate in(TraceIndex index) {
			return row -> true;
		}
	},
	MESSAGE {
		@Override
		IntPredicate in(TraceIndex index) {
			return row -> index.kind(row) == EventKind.ICS_SEND || index.kind(row) == EventKind.ICS_RECV;
		}
	},
	TRANSITION {
		@Override
		IntPredicate in(TraceIndex index) {
			return row -> index.kind(row) == EventKind.CLMS_TRANSITION;
		}
	},
	/** An event that the filter of the Messages view lets through. */
	MATCH {
		@Override
		IntPredicate in(TraceIndex index) {
			return row -> true;
		}

		@Override
		void go(TimeModel model, int direction) {
			new Selections(model).match(direction);
		}
	};

	abstract IntPredicate in(TraceIndex index);

	/** Selects the next one, or with -1 the previous one, that is found in a job. UI thread only. */
	void go(TimeModel model, int direction) {
		OpenTrace trace = model.trace();
		if (trace == null)
			return;
		Display display = Display.getCurrent();
		int from = new Selections(model).start(direction);
		Job.createSystem(Messages.stepJob, (ICoreRunnable) monitor -> {
			IntPredicate wanted = in(trace.index());
			for (int row = from; row >= 0 && row < trace.index().rows() && !monitor.isCanceled(); row += direction)
				if (wanted.test(row)) {
					int found = row;
					display.asyncExec(() -> arrive(model, trace, found));
					return;
				}
		}).schedule();
	}

	private static void arrive(TimeModel model, OpenTrace trace, int row) {
		if (model.trace() == trace)
			new Selections(model).event(row);
	}
}
