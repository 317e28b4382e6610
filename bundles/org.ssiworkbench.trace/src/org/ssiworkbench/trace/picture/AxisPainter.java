package org.ssiworkbench.trace.picture;

import org.ssiworkbench.trace.view.Ticks;
import org.ssiworkbench.trace.view.Viewport;

/** Paints the time axis, its grid and the marks that all views share. */
final class AxisPainter {
	private static final double TICK = 5;
	private static final double SMALL_TICK = 3;
	private static final double BASELINE = 14;
	private static final double ROOM = 8;
	private static final double GAP = 22;
	private static final double FLAG = 8;

	private final Painting painting;
	private final Surface surface;
	private final Viewport shown;
	private final Ticks ticks;

	AxisPainter(Painting painting) {
		this.painting = painting;
		surface = painting.surface();
		shown = painting.shown();
		ticks = ticks();
	}

	/** The grid, beneath everything else. */
	void grid(double bottom) {
		for (long time : ticks.labelled()) {
			double x = Math.round(painting.x(time)) + 0.5;
			surface.line(x, Viewport.AXIS, x, bottom, Stroke.of(painting.look().grid(), 1));
		}
	}

	/** The selected range and the replay clock, above everything else but the axis. */
	void marks(double bottom) {
		Marks marks = painting.marks();
		Look look = painting.look();
		surface.clipped(new Box(Viewport.GUTTER, 0, (double) shown.right() - Viewport.GUTTER + 1, bottom), () -> {
			if (marks.rangeBegin() != Marks.NONE)
				surface.fill(painting.area(marks.rangeBegin(), marks.rangeEnd(), 0, bottom, 1), look.accent().opacity(0.14));
			if (marks.instant() != Marks.NONE)
				clock(painting.x(marks.instant()), bottom, look.accent());
		});
	}

	/** Flags on the axis where somebody marked a time. */
	private void bookmarks() {
		for (long time : painting.marks().bookmarks()) {
			double x = Math.round(painting.x(time)) + 0.5;
			if (x < Viewport.GUTTER || x > shown.right())
				continue;
			surface.line(x, 1, x, Viewport.AXIS, Stroke.of(painting.look().alarm(), 1.2));
			surface.polygon(new double[] { x, 1, x + FLAG, 1 + FLAG / 2, x, 1 + FLAG }, painting.look().alarm());
		}
	}

	/** The axis with its labels, on a ground that covers lanes scrolled beneath it. */
	void axis() {
		Look look = painting.look();
		surface.fill(new Box(0, 0, shown.width(), Viewport.AXIS), look.background());
		double line = Viewport.AXIS - 0.5;
		for (long time : ticks.small())
			tick(time, line, SMALL_TICK, look.lane());
		for (long time : ticks.labelled())
			tick(time, line, TICK, look.faint());
		labels(look);
		bookmarks();
		surface.line(0, line, shown.width(), line, Stroke.of(look.lane(), 1));
	}

	private void clock(double x, double bottom, Ink ink) {
		surface.line(x, Viewport.AXIS, x, bottom, Stroke.of(ink, 1.2));
		double top = Viewport.AXIS - 8.0;
		surface.polygon(new double[] { x - 5, top, x + 5, top, x, Viewport.AXIS }, ink);
	}

	private void tick(long time, double line, double length, Ink ink) {
		double x = Math.round(painting.x(time)) + 0.5;
		surface.line(x, line - length, x, line, Stroke.of(ink, 1));
	}

	/** Labels at the ends are moved inside, or left out if that would put them over their neighbours. */
	private void labels(Look look) {
		TextStyle style = TextStyle.center(Painting.SMALL, look.foreground());
		double free = Viewport.GUTTER - ROOM;
		for (int i = 0; i < ticks.labelled().size(); i++) {
			long time = ticks.labelled().get(i);
			String text = painting.times().tick(time, ticks.step());
			double half = surface.textWidth(text, style) / 2;
			double exact = painting.x(time);
			double x = Math.clamp(exact, Viewport.GUTTER - ROOM + half, Math.max(Viewport.GUTTER + half, shown.width() - half - 2));
			boolean hidesNext = x > exact && i + 1 < ticks.labelled().size()
					&& x + half + ROOM > painting.x(ticks.labelled().get(i + 1)) - half;
			if (hidesNext || x - half < free)
				continue;
			surface.text(text, x, BASELINE, style);
			free = x + half + ROOM;
		}
	}

	/** As many marks as their labels leave room for, which are longer the finer the step is. */
	private Ticks ticks() {
		long origin = painting.times().relative() ? painting.times().mark() : 0;
		TextStyle style = TextStyle.center(Painting.SMALL, painting.look().foreground());
		Ticks coarse = Ticks.of(shown, origin, 60);
		String longest = painting.times().tick(shown.end(), coarse.step());
		return Ticks.of(shown, origin, surface.textWidth(longest, style) + GAP);
	}
}
