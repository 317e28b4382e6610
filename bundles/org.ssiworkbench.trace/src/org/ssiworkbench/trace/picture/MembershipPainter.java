package org.ssiworkbench.trace.picture;

import org.ssiworkbench.trace.view.Lanes;
import org.ssiworkbench.trace.view.MembershipFrame;
import org.ssiworkbench.trace.view.MembershipFrame.Mastership;
import org.ssiworkbench.trace.view.MembershipFrame.Row;
import org.ssiworkbench.trace.view.Segment;
import org.ssiworkbench.trace.view.Viewport;

/** Paints the states of the nodes over time. */
final class MembershipPainter {
	private static final double MASTER = 3;
	private static final double TEXT_ROOM = 11;
	private static final double INSET = 5;

	private final Painting painting;
	private final Surface surface;
	private final Look look;
	private final MembershipFrame frame;
	private final Lanes lanes;

	MembershipPainter(Painting painting, MembershipFrame frame) {
		this.painting = painting;
		this.frame = frame;
		surface = painting.surface();
		look = painting.look();
		lanes = frame.lanes(painting.shown());
	}

	void paint() {
		double bottom = painting.shown().height() - Viewport.LEGEND;
		AxisPainter axis = new AxisPainter(painting);
		LanePainter.grounds(painting, lanes);
		axis.grid(bottom);
		surface.clipped(painting.plot(bottom), this::bars);
		surface.clipped(new Box(0, 0, Viewport.GUTTER, bottom), () -> LanePainter.names(painting, lanes, this::name));
		axis.marks(bottom);
		axis.axis();
		new Legend(painting, bottom).states(frame.rows().stream().flatMap(row -> row.segments().stream()).map(Segment::state).distinct()
				.sorted().toList());
	}

	private String name(int lane) {
		Row row = frame.rows().get(lane);
		return row.observer() == 0 ? "node " + row.node() : "    seen by " + row.observer();
	}

	private void bars() {
		lanes.visible().forEach(lane -> {
			Row row = frame.rows().get(lane);
			double gap = Math.clamp(lanes.height() / 6.0, 1, row.observer() == 0 ? 4 : 5);
			for (Segment segment : row.segments())
				segment(segment, lanes.y(lane) + gap, lanes.height() - 2 * gap);
			if (row.observer() == 0)
				masters(row.node(), lanes.y(lane) + lanes.height() - gap);
		});
	}

	private void segment(Segment segment, double y, double height) {
		Box box = painting.area(segment.begin(), segment.end(), y, height, 1);
		StateArea.fill(painting, box, segment.state());
		if (segment.changes() > 1)
			surface.fill(new Box(box.x(), y, box.width(), Math.min(3, height)), look.foreground());
		if (painting.marks().has(segment.row()))
			surface.frame(new Box(box.x(), y - 1, box.width(), height + 2), look.accent());
		if (height >= TEXT_ROOM)
			name(segment, box);
	}

	/** At the begin of what is visible of the segment. */
	private void name(Segment segment, Box box) {
		double left = Math.max(box.x(), Viewport.GUTTER) + INSET;
		String text = segment.changes() > 1 ? segment.changes() + " changes" : segment.state();
		StateArea.text(painting, new Box(left, box.y(), box.right() - left, box.height()), segment.state(), text, TextStyle.Align.LEFT,
				box.right() - left - INSET);
	}

	/** A line beneath the bar while the node was master in its own view: two at a time show a split. */
	private void masters(int node, double bottom) {
		for (Mastership master : frame.masters())
			if (master.node() == node)
				surface.fill(painting.area(master.begin(), master.end(), bottom - MASTER / 2, MASTER, 1), look.accent());
	}
}
