package org.ssiworkbench.trace.view;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what of the overview is at a point. */
final class OverviewHits {
	private static final double NEAR = 4;

	private OverviewHits() {
	}

	static Optional<Hit> at(OverviewFrame frame, Viewport shown, double x) {
		if (x < Viewport.GUTTER || x >= shown.right())
			return Optional.empty();
		return Optional.of(frame.marks().stream().filter(mark -> Math.abs(shown.x(mark.time()) - x) < NEAR)
				.min(Comparator.comparingDouble(mark -> Math.abs(shown.x(mark.time()) - x))).map(OverviewHits::mark)
				.orElseGet(() -> density(frame, shown, x)));
	}

	private static Hit mark(OverviewFrame.Mark mark) {
		List<String> details = mark.count() == 1 ? List.of() : List.of("and " + (mark.count() - 1) + " more here");
		return new Hit(Hit.What.TRANSITION, mark.row(), -1, 0, 0, mark.time(), mark.time(), mark.text(), details);
	}

	private static Hit density(OverviewFrame frame, Viewport shown, double x) {
		int pixel = (int) Math.floor(frame.viewport().x(shown.time(x)) - Viewport.GUTTER);
		int events = pixel >= 0 && pixel < frame.density().length ? frame.density()[pixel] : 0;
		return new Hit(Hit.What.TIME, -1, -1, 0, 0, shown.time(x), shown.time(x + 1), events + " events", List.of());
	}
}
