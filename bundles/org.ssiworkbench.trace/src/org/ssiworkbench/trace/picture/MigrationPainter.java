package org.ssiworkbench.trace.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.ssiworkbench.trace.view.Lanes;
import org.ssiworkbench.trace.view.MigrationFrame;
import org.ssiworkbench.trace.view.MigrationFrame.Decision;
import org.ssiworkbench.trace.view.MigrationFrame.Load;
import org.ssiworkbench.trace.view.MigrationFrame.Move;
import org.ssiworkbench.trace.view.MigrationFrame.Sample;
import org.ssiworkbench.trace.view.MigrationFrame.Stay;
import org.ssiworkbench.trace.view.MigrationLayout;
import org.ssiworkbench.trace.view.MigrationLayout.Place;
import org.ssiworkbench.trace.view.Viewport;

/** Paints where the processes were, how they moved, and the load beneath. */
final class MigrationPainter {
	private static final double TEXT_ROOM = 11;
	private static final double PROCESS = 100;
	private static final double CURVE = 12;
	/** With more moves than this the lines between nodes are faint. */
	private static final int MANY = 60;

	private final Painting painting;
	private final Surface surface;
	private final Look look;
	private final MigrationFrame frame;
	private final MigrationLayout layout;

	MigrationPainter(Painting painting, MigrationFrame frame) {
		this.painting = painting;
		this.frame = frame;
		surface = painting.surface();
		look = painting.look();
		layout = MigrationLayout.of(frame, painting.shown());
	}

	void paint() {
		double bottom = painting.shown().height();
		AxisPainter axis = new AxisPainter(painting);
		Lanes lanes = layout.lanes();
		Box upper = new Box(0, 0, painting.shown().width(), layout.loadTop());
		surface.clipped(upper, () -> LanePainter.grounds(painting, lanes));
		axis.grid(bottom);
		surface.clipped(painting.plot(layout.loadTop()), this::lanes);
		surface.clipped(upper, () -> LanePainter.names(painting, lanes, frame::laneName));
		if (!frame.loads().isEmpty())
			loads();
		axis.marks(bottom);
		axis.axis();
	}

	private void lanes() {
		layout.lanes().visible().forEach(lane -> {
			for (Stay stay : frame.lanes().get(lane).stays())
				stay(lane, stay);
		});
		frame.moves().forEach(this::move);
	}

	private void stay(int lane, Stay stay) {
		Box box = painting.area(stay.begin(), stay.end(), layout.trackY(lane, stay.track()), layout.trackHeight(lane), 1);
		Ink ink = frame.byNode() ? look.named(stay.command()) : look.node(stay.node());
		surface.fill(box, stay.count() > 1 ? ink.opacity(0.6) : ink);
		if (painting.marks().has(stay.row()))
			surface.frame(box, look.accent());
		if (box.height() < TEXT_ROOM)
			return;
		double left = Math.max(box.x(), Viewport.GUTTER) + 5;
		painting.textInside(text(stay), left, box.right() - 3, box.y() + box.height() / 2, TextStyle.left(Painting.SMALL, Look.on(ink)));
	}

	private String text(Stay stay) {
		if (stay.count() > 1)
			return stay.count() + " stays";
		return frame.byNode() ? stay.pid() + " " + stay.command() : "node " + stay.node();
	}

	private void move(Move move) {
		Optional<Place> from = layout.place(frame.byNode() ? move.from() : move.pid(), move.pid(), move.begin());
		if (from.isEmpty())
			return;
		phases(move, from.get().y(), from.get().height());
		if (frame.byNode() && move.resume() >= 0)
			layout.place(move.to(), move.pid(), move.resume()).ifPresent(to -> surface.line(
					painting.x(move.freeze() < 0 ? move.begin() : move.freeze()), from.get().middle(), painting.x(move.resume()),
					to.middle(), Stroke.of(look.foreground().opacity(frame.moves().size() > MANY ? 0.3 : 1), 1.2)));
		if (!move.failure().isEmpty())
			cross(painting.x(move.last()), from.get().middle());
	}

	/** Sending while it runs is a thin bar, standing still one of full height that is hatched. */
	private void phases(Move move, double y, double height) {
		double thin = Math.min(4, height / 3);
		long still = move.freeze() < 0 ? move.last() : move.freeze();
		surface.fill(painting.area(move.begin(), still, y + height - thin, thin, 1), look.foreground().opacity(0.75));
		if (move.freeze() < 0)
			return;
		long over = move.resume() < 0 ? move.last() : move.resume();
		long rest = move.transfer() < 0 ? over : move.transfer();
		surface.fill(painting.area(move.freeze(), rest, y, height, 1), look.background(), Pattern.CROSSED, look.foreground());
		surface.fill(painting.area(rest, over, y, height, 1), look.background(), Pattern.RISING, look.foreground());
	}

	private void cross(double x, double y) {
		Stroke stroke = Stroke.of(look.alarm(), 2);
		surface.line(x - 5, y - 5, x + 5, y + 5, stroke);
		surface.line(x - 5, y + 5, x + 5, y - 5, stroke);
	}

	private void loads() {
		double top = layout.loadTop();
		surface.line(0, top, painting.shown().width(), top, Stroke.of(look.lane(), 1));
		int most = frame.loads().stream().flatMap(load -> load.samples().stream()).mapToInt(Sample::high).max().orElse(0);
		double scale = Math.max(PROCESS, most);
		for (int i = 0; i < frame.loads().size(); i++) {
			Load load = frame.loads().get(i);
			double base = layout.loadY(i) + layout.loadHeight() - 1;
			surface.clipped(new Box(Viewport.GUTTER, top, (double) painting.shown().right() - Viewport.GUTTER,
					painting.shown().height() - top), () -> load(load, base, scale));
			double middle = base - layout.loadHeight() / 2;
			if (layout.isLoadNamed(i) && middle > top + Painting.SMALL / 2)
				painting.textInside("load " + load.node(), 10, Viewport.GUTTER - 4.0, middle,
						TextStyle.left(Painting.SMALL, look.foreground()));
		}
	}

	/** A step curve: a sample holds until the next. Where there is no room for a curve, the darker the higher. */
	private void load(Load load, double base, double scale) {
		double height = layout.loadHeight() - 1;
		Ink ink = look.node(load.node());
		boolean curve = height >= CURVE;
		List<Double> points = new ArrayList<>();
		for (int i = 0; i < load.samples().size(); i++) {
			Sample sample = load.samples().get(i);
			double left = painting.x(sample.time());
			double right = i + 1 < load.samples().size() ? painting.x(load.samples().get(i + 1).time()) : painting.shown().right();
			double part = sample.high() / scale;
			double high = base - height * part;
			surface.fill(new Box(left, curve ? high : base - height, Math.max(0.5, right - left), curve ? base - high : height),
					curve ? ink.opacity(0.35) : look.foreground().opacity(0.85 * part));
			points.addAll(List.of(left, high, right, high));
		}
		if (curve && !points.isEmpty())
			surface.polyline(points.stream().mapToDouble(Double::doubleValue).toArray(), Stroke.of(ink, 1));
		if (curve)
			load.decisions().forEach(decision -> decision(decision, base, height));
	}

	private void decision(Decision decision, double base, double height) {
		double x = painting.x(decision.time());
		double size = Math.min(4, height / 2);
		if (decision.move())
			surface.polygon(new double[] { x - size, base, x + size, base, x, base - 2 * size }, look.foreground());
		else
			surface.line(x, base - size, x, base, Stroke.of(look.faint(), 1));
	}
}
