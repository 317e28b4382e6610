package org.ssiworkbench.trace.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what of the membership is at a point. */
final class MembershipHits {
	private static final double NEAR = 3;

	private MembershipHits() {
	}

	static Optional<Hit> at(MembershipFrame frame, Viewport shown, double x, double y) {
		int lane = frame.lanes(shown).at(y);
		if (lane < 0)
			return Optional.empty();
		MembershipFrame.Row row = frame.rows().get(lane);
		if (x < Viewport.GUTTER)
			return Optional.of(new Hit(Hit.What.LANE, -1, -1, row.node(), 0, shown.begin(), shown.end(), name(row), List.of()));
		for (Segment segment : row.segments())
			if (x >= shown.x(segment.begin()) && x < Math.max(shown.x(segment.begin()) + 1, shown.x(segment.end())))
				return Optional.of(segment(row, segment, x - shown.x(segment.begin()) < NEAR));
		return Optional.empty();
	}

	private static Hit segment(MembershipFrame.Row row, Segment segment, boolean atBegin) {
		List<String> details = new ArrayList<>();
		details.add(segment.changes() > 1 ? segment.changes() + " changes, " + segment.state() + " for the longest time"
				: "for " + TimeFormat.duration(segment.end() - segment.begin()));
		if (segment.changes() == 1 && atBegin)
			details.add("became so here");
		return new Hit(atBegin ? Hit.What.TRANSITION : Hit.What.STATE, segment.row(), -1, row.node(), 0, segment.begin(), segment.end(),
				name(row) + ": " + segment.state(), details);
	}

	private static String name(MembershipFrame.Row row) {
		return "node " + row.node() + (row.observer() == 0 ? "" : " as node " + row.observer() + " sees it");
	}
}
