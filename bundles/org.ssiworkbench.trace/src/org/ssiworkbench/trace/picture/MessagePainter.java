package org.ssiworkbench.trace.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.query.Message.State;
import org.ssiworkbench.trace.view.Lanes;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.trace.view.MessageFrame.Activity;
import org.ssiworkbench.trace.view.MessageFrame.Arrow;
import org.ssiworkbench.trace.view.MessageFrame.Bundle;
import org.ssiworkbench.trace.view.Viewport;

/** Paints the space-time diagram. */
final class MessagePainter {
	private static final int LABEL_ROOM = 60;
	private static final int MOST_LABELS = 150;
	/** Lanes that are lower than this are too many to have strong lines. */
	private static final int LOW = 12;
	/** Where on an arrow its label is, as a part of its length. */
	private static final double LABEL_AT = 0.3;
	private static final double HEAD = 6;
	private static final double HEAD_HALF = 2.6;
	private static final double DOT = 2;
	private static final double CROSS = 4;
	/** How far the arrow of a lost message reaches towards its receiver. */
	private static final double LOST_REACH = 0.42;

	private final Painting painting;
	private final Surface surface;
	private final Look look;
	private final MessageFrame frame;
	private final Lanes lanes;
	private final Map<Integer, Integer> laneOf = new HashMap<>();
	private final List<Ink> inks;
	private final List<Box> labels = new ArrayList<>();

	MessagePainter(Painting painting, MessageFrame frame) {
		this.painting = painting;
		this.frame = frame;
		surface = painting.surface();
		look = painting.look();
		lanes = frame.lanes(painting.shown());
		inks = look.services(frame.services());
		for (int lane = 0; lane < frame.nodes().size(); lane++)
			laneOf.put(frame.nodes().get(lane), lane);
	}

	void paint() {
		double bottom = painting.shown().height() - Viewport.LEGEND;
		AxisPainter axis = new AxisPainter(painting);
		LanePainter.grounds(painting, lanes);
		axis.grid(bottom);
		surface.clipped(painting.plot(bottom), this::messages);
		surface.clipped(new Box(0, 0, Viewport.GUTTER, bottom),
				() -> LanePainter.names(painting, lanes, lane -> "node " + frame.nodes().get(lane)));
		axis.marks(bottom);
		axis.axis();
		new Legend(painting, bottom).services(frame.services(), inks);
	}

	private void messages() {
		lanes.visible().forEach(lane -> surface.line(Viewport.GUTTER, lanes.middle(lane), painting.shown().right(), lanes.middle(lane),
				Stroke.of(lanes.height() < LOW ? look.grid() : look.lane(), 1)));
		bundles();
		activity();
		boolean single = frame.arrows().size() <= Math.min(MOST_LABELS, painting.shown().plotWidth() * lanes.count() / LABEL_ROOM);
		for (Arrow arrow : frame.arrows())
			arrow(arrow, single);
	}

	/** The more pairs there are in a column, the fainter each is, so that what many have in common stands out. */
	private void bundles() {
		int most = frame.bundles().stream().mapToInt(Bundle::count).max().orElse(1);
		Map<Long, Integer> inColumn = new HashMap<>();
		frame.bundles().forEach(bundle -> inColumn.merge(bundle.begin(), 1, Integer::sum));
		for (Bundle bundle : frame.bundles()) {
			double weight = Math.log1p(bundle.count()) / Math.log1p(most);
			bundle(bundle, Math.clamp(1.6 * weight / Math.sqrt(inColumn.get(bundle.begin())), 0.05, 0.7), weight);
		}
	}

	private void bundle(Bundle bundle, double opacity, double weight) {
		Integer from = laneOf.get(bundle.from());
		Integer to = laneOf.get(bundle.to());
		if (from == null || to == null || !lanes.isBetweenVisible(from, to))
			return;
		long middle = bundle.begin() + (bundle.end() - bundle.begin()) / 2;
		Ink ink = bundle.lost() > 0 ? look.alarm() : service(bundle.service());
		surface.line(painting.x(middle), lanes.middle(from), painting.x(middle + bundle.latency()), lanes.middle(to),
				Stroke.of(ink.opacity(opacity), 0.8 + 1.2 * weight));
	}

	private void activity() {
		Map<Integer, List<Activity>> byLane = new HashMap<>();
		for (Activity each : frame.activity())
			if (laneOf.containsKey(each.node()))
				byLane.computeIfAbsent(laneOf.get(each.node()), lane -> new ArrayList<>()).add(each);
		double most = byLane.values().stream().mapToInt(ActivityPainter::most).max().orElse(0);
		lanes.visible().filter(byLane::containsKey)
				.forEach(lane -> new ActivityPainter(painting, frame, lanes, lane, byLane.get(lane), inks, most).paint());
	}

	private void arrow(Arrow arrow, boolean labelled) {
		Integer from = laneOf.get(arrow.from());
		Integer to = laneOf.get(arrow.to());
		if (from == null || to == null || !lanes.isBetweenVisible(from, to))
			return;
		boolean lost = arrow.fate() == State.LOST;
		double reach = arrow.fate() == State.DELIVERED ? 1 : LOST_REACH;
		double x1 = painting.x(arrow.sent());
		double y1 = lanes.middle(from);
		double x2 = x1 + (painting.x(arrow.received()) - x1) * reach;
		double y2 = y1 + (lanes.middle(to) - y1) * reach;
		Ink ink = ink(arrow, lost);
		double width = isMarked(arrow) ? 2.2 : 1.1;
		surface.line(x1, y1, x2, y2, new Stroke(ink, width, arrow.fate() != State.DELIVERED || arrow.form().equals("imalive")));
		surface.fill(new Box(x1 - DOT, y1 - DOT, 2 * DOT, 2 * DOT), ink);
		if (lost)
			cross(x2, y2, Stroke.of(look.alarm(), 1.6));
		else if (arrow.fate() == State.DELIVERED)
			head(x1, y1, x2, y2, ink);
		if (labelled)
			label(arrow, x1 + (x2 - x1) * LABEL_AT, y1 + (y2 - y1) * LABEL_AT, ink);
	}

	private Ink ink(Arrow arrow, boolean lost) {
		Ink ink = lost ? look.alarm() : service(arrow.service());
		return painting.marks().hasRows() && !isMarked(arrow) ? ink.opacity(0.25) : ink;
	}

	private boolean isMarked(Arrow arrow) {
		return painting.marks().has(arrow.sendRow()) || painting.marks().has(arrow.receiveRow());
	}

	private void head(double x1, double y1, double x2, double y2, Ink ink) {
		double length = Math.hypot(x2 - x1, y2 - y1);
		if (length < 1)
			return;
		double dx = (x2 - x1) / length;
		double dy = (y2 - y1) / length;
		double size = Math.min(HEAD, lanes.height() / 3.0);
		double half = size * HEAD_HALF / HEAD;
		double baseX = x2 - dx * size;
		double baseY = y2 - dy * size;
		surface.polygon(new double[] { x2, y2, baseX - dy * half, baseY + dx * half, baseX + dy * half, baseY - dx * half }, ink);
	}

	private void cross(double x, double y, Stroke stroke) {
		surface.line(x - CROSS, y - CROSS, x + CROSS, y + CROSS, stroke);
		surface.line(x - CROSS, y + CROSS, x + CROSS, y - CROSS, stroke);
	}

	/** Only where no other label is. */
	private void label(Arrow arrow, double x, double y, Ink ink) {
		String text = frame.services().get(arrow.service()) + ' ' + arrow.operation();
		TextStyle style = TextStyle.left(Painting.SMALL, ink);
		Box box = new Box(x + 5, y - Painting.SMALL / 2, surface.textWidth(text, style), Painting.SMALL);
		if (labels.stream().anyMatch(label -> label.overlaps(box)))
			return;
		labels.add(box);
		painting.textMiddle(text, box.x(), y, style);
	}

	private Ink service(int service) {
		return inks.get(service);
	}
}
