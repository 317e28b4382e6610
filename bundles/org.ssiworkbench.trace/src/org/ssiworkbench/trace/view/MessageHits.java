package org.ssiworkbench.trace.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.ssiworkbench.trace.view.MessageFrame.Activity;
import org.ssiworkbench.trace.view.MessageFrame.Arrow;
import org.ssiworkbench.trace.view.MessageFrame.Sort;

/** Finds what of a space-time diagram is at a point. */
final class MessageHits {
	private static final double NEAR = 5;

	private final MessageFrame frame;
	private final Viewport shown;
	private final Lanes lanes;

	MessageHits(MessageFrame frame, Viewport shown) {
		this.frame = frame;
		this.shown = shown;
		lanes = frame.lanes(shown);
	}

	Optional<Hit> at(double x, double y) {
		int lane = lanes.at(y);
		if (x < Viewport.GUTTER)
			return lane < 0 ? Optional.empty() : Optional.of(lane(lane));
		Optional<Hit> arrow = frame.arrows().stream().filter(each -> distance(each, x, y) < NEAR)
				.min(Comparator.comparingDouble(each -> distance(each, x, y))).map(this::arrow);
		if (arrow.isPresent())
			return arrow;
		return lane < 0 ? Optional.empty() : many(lane, shown.time(x));
	}

	private Hit lane(int lane) {
		int node = frame.nodes().get(lane);
		return new Hit(Hit.What.LANE, -1, -1, node, 0, shown.begin(), shown.end(), "node " + node, List.of());
	}

	private double distance(Arrow arrow, double x, double y) {
		int from = frame.nodes().indexOf(arrow.from());
		int to = frame.nodes().indexOf(arrow.to());
		if (from < 0 || to < 0)
			return Double.MAX_VALUE;
		double x1 = shown.x(arrow.sent());
		double y1 = lanes.middle(from);
		double dx = shown.x(arrow.received()) - x1;
		double dy = lanes.middle(to) - y1;
		double length = dx * dx + dy * dy;
		double along = length == 0 ? 0 : Math.clamp(((x - x1) * dx + (y - y1) * dy) / length, 0, 1);
		return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
	}

	private Hit arrow(Arrow arrow) {
		List<String> details = new ArrayList<>();
		details.add("node " + arrow.from() + " to node " + arrow.to() + ", " + arrow.bytes() + " bytes");
		details.add(switch (arrow.fate()) {
			case DELIVERED -> arrow.sendRow() < 0 ? "its send is not in the trace"
					: "took " + TimeFormat.duration(arrow.received() - arrow.sent());
			case LOST -> "lost";
			case IN_FLIGHT -> "had not arrived when the trace ended";
		});
		String title = arrow.form() + ' ' + frame.services().get(arrow.service()) + ' ' + arrow.operation();
		return new Hit(Hit.What.MESSAGE, arrow.sendRow(), arrow.receiveRow(), arrow.from(), 0, arrow.sent(), arrow.received(), title,
				details);
	}

	private Optional<Hit> many(int lane, long time) {
		int node = frame.nodes().get(lane);
		int column = (int) Math.floor((frame.viewport().x(time) - Viewport.GUTTER) / frame.columnPixels());
		List<String> details = new ArrayList<>();
		long count = 0;
		for (Activity each : frame.activity())
			if (each.node() == node && column >= 0 && column < each.counts().length && each.counts()[column] > 0) {
				int here = each.counts()[column];
				count += each.sort() == Sort.LOST ? 0 : here;
				details.add(here + " " + each.sort().name().toLowerCase(Locale.ROOT) + ", " + frame.services().get(each.service()));
			}
		return count == 0 ? Optional.empty() : Optional.of(new Hit(Hit.What.MANY, -1, -1, node, 0, frame.columnTime(column),
				frame.columnTime(column + 1), count + " messages of node " + node, details));
	}
}
