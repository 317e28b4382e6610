package org.ssiworkbench.trace.picture;

import java.util.Arrays;

import org.ssiworkbench.trace.view.OverviewFrame;
import org.ssiworkbench.trace.view.OverviewFrame.Mark;
import org.ssiworkbench.trace.view.Viewport;

/** Paints the whole trace at a glance. */
final class OverviewPainter {
	private static final double MARKS = 9;

	private final Painting painting;
	private final Surface surface;
	private final Look look;
	private final OverviewFrame frame;

	OverviewPainter(Painting painting, OverviewFrame frame) {
		this.painting = painting;
		this.frame = frame;
		surface = painting.surface();
		look = painting.look();
	}

	void paint() {
		double bottom = painting.shown().height();
		AxisPainter axis = new AxisPainter(painting);
		axis.grid(bottom);
		surface.clipped(painting.plot(bottom), () -> {
			density(bottom - 2, bottom - Viewport.AXIS - MARKS - 6);
			frame.marks().forEach(this::mark);
		});
		TextStyle style = TextStyle.left(Painting.SMALL, look.faint());
		long events = Arrays.stream(frame.density()).asLongStream().sum();
		painting.textMiddle(String.format("%,d events", events), 10, (bottom + Viewport.AXIS + MARKS) / 2, style);
		axis.marks(bottom);
		axis.axis();
	}

	/** By the square root of the number, so that few events are still seen beside many. */
	private void density(double base, double height) {
		int most = Math.max(1, Arrays.stream(frame.density()).max().orElse(1));
		Viewport made = frame.viewport();
		for (int pixel = 0; pixel < frame.density().length; pixel++)
			if (frame.density()[pixel] > 0) {
				double part = Math.max(1, height * Math.sqrt((double) frame.density()[pixel] / most));
				double left = painting.x(made.time(Viewport.GUTTER + (double) pixel));
				double right = painting.x(made.time(Viewport.GUTTER + pixel + 1.0));
				surface.fill(new Box(left, base - part, Math.max(1, right - left), part), look.accent().opacity(0.55));
			}
	}

	private void mark(Mark mark) {
		double x = painting.x(mark.time());
		double top = Viewport.AXIS + 2.0;
		switch (mark.sort()) {
			case TRANSITION -> surface.fill(new Box(x - 1.5, top, 3, MARKS), look.state(mark.state()));
			case FAULT -> surface.polygon(new double[] { x - 4, top, x + 4, top, x, top + MARKS }, look.alarm());
			case MIGRATION -> surface.polygon(new double[] { x, top, x + 4, top + MARKS / 2, x, top + MARKS, x - 4, top + MARKS / 2 },
					look.foreground());
		}
	}
}
