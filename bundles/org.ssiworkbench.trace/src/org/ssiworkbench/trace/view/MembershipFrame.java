package org.ssiworkbench.trace.view;

import java.util.List;
import java.util.Optional;

/**
 * The membership over time: a bar a node with its states; beneath the bars of chosen nodes, what each node believed.
 *
 * @param viewport what it was made for
 * @param rows the bars, from the top
 * @param masters who was master when, merged over all nodes' views; more than one at a time in a split
 */
public record MembershipFrame(Viewport viewport, List<Row> rows, List<Mastership> masters) implements Frame {
	private static final int LEAST_ROW = 8;
	private static final int MOST_ROW = 40;

	/**
	 * One bar.
	 *
	 * @param node whose state it shows
	 * @param observer who believes so; 0 for the merged bar
	 * @param segments its states by time
	 */
	public record Row(int node, int observer, List<Segment> segments) {
	}

	/**
	 * A time during which a node was master in its own view.
	 *
	 * @param node the master
	 * @param begin from when
	 * @param end until when
	 */
	public record Mastership(int node, long begin, long end) {
	}

	/** Where the bars are in a viewport: above the legend. */
	public Lanes lanes(Viewport shown) {
		return Lanes.fit(shown, rows.size(), Viewport.AXIS, shown.height() - Viewport.LEGEND, LEAST_ROW, MOST_ROW);
	}

	@Override
	public int contentHeight() {
		return lanes(viewport).totalHeight();
	}

	@Override
	public Optional<Hit> hit(Viewport shown, double x, double y) {
		return MembershipHits.at(this, shown, x, y);
	}
}
