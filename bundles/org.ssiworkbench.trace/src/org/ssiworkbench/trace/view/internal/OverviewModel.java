package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.OverviewFrame;
import org.ssiworkbench.trace.view.OverviewFrame.Mark;
import org.ssiworkbench.trace.view.OverviewFrame.Sort;
import org.ssiworkbench.trace.view.Viewport;

/** Computes frames of the overview. */
final class OverviewModel {
	private final TraceIndex index;
	private final MarkTable marks;

	OverviewModel(TraceIndex index, MarkTable marks) {
		this.index = index;
		this.marks = marks;
	}

	OverviewFrame frame(Viewport viewport, Cancel cancel) {
		int[] density = new int[viewport.plotWidth()];
		int from = index.rowAt(viewport.begin());
		for (int pixel = 0; pixel < density.length; pixel++) {
			cancel.check();
			int to = index.rowAt(viewport.time(Viewport.GUTTER + pixel + 1.0) + (pixel + 1 == density.length ? 1 : 0));
			density[pixel] = Math.max(0, to - from);
			from = Math.max(from, to);
		}
		return new OverviewFrame(viewport, density, marks(viewport));
	}

	/** At most one mark of a sort in a pixel. */
	private List<Mark> marks(Viewport viewport) {
		List<Mark> shown = new ArrayList<>();
		Map<Sort, Integer> last = new EnumMap<>(Sort.class);
		for (Mark mark : marks.marks()) {
			if (mark.time() < viewport.begin() || mark.time() > viewport.end())
				continue;
			Integer place = last.get(mark.sort());
			if (place != null && mark.time() - shown.get(place).time() < 2 * viewport.nanosPerPixel())
				shown.set(place, counted(shown.get(place)));
			else {
				last.put(mark.sort(), shown.size());
				shown.add(mark);
			}
		}
		return shown;
	}

	private static Mark counted(Mark mark) {
		return new Mark(mark.time(), mark.sort(), mark.state(), mark.text(), mark.count() + 1, mark.row());
	}
}
