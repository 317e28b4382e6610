package org.ssiworkbench.trace.picture;

import org.ssiworkbench.trace.view.Frame;
import org.ssiworkbench.trace.view.MatrixFrame;
import org.ssiworkbench.trace.view.MembershipFrame;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.trace.view.MigrationFrame;
import org.ssiworkbench.trace.view.OverviewFrame;
import org.ssiworkbench.trace.view.TimeFormat;
import org.ssiworkbench.trace.view.Viewport;

/**
 * Where and how a frame is painted.
 *
 * @param surface what to paint on, as large as the viewport says
 * @param shown the part of the trace to show; the frame may be of another one
 * @param look the colours
 * @param times how times are written
 * @param marks what is selected
 */
public record Painting(Surface surface, Viewport shown, Look look, TimeFormat times, Marks marks) {
	/** Size of ordinary text, in pixels. */
	static final double TEXT = 11;
	/** Size of small text, in pixels. */
	static final double SMALL = 9.5;
	/** From a baseline up to the middle of text, as part of its size. */
	private static final double MIDDLE = 0.36;

	/** Paints a frame with its background, axis and marks. */
	public void paint(Frame frame) {
		surface.fill(new Box(0, 0, shown.width(), shown.height()), look.background());
		switch (frame) {
			case MessageFrame messages -> new MessagePainter(this, messages).paint();
			case MembershipFrame membership -> new MembershipPainter(this, membership).paint();
			case MatrixFrame matrix -> new MatrixPainter(this, matrix).paint();
			case MigrationFrame migrations -> new MigrationPainter(this, migrations).paint();
			case OverviewFrame overview -> new OverviewPainter(this, overview).paint();
		}
	}

	double x(long time) {
		return shown.x(time);
	}

	/** The picture without gutter and axis, down to {@code bottom}. */
	Box plot(double bottom) {
		return new Box(Viewport.GUTTER, Viewport.AXIS, (double) shown.right() - Viewport.GUTTER, bottom - Viewport.AXIS);
	}

	/** The area of a time in a lane; at least {@code least} pixels wide, so that it is seen. */
	Box area(long begin, long end, double y, double height, double least) {
		double x = x(begin);
		return new Box(x, y, Math.max(least, x(end) - x), height);
	}

	/** Writes text whose middle is at {@code y}. */
	void textMiddle(String text, double x, double y, TextStyle style) {
		surface.text(text, x, y + style.size() * MIDDLE, style);
	}

	/** Writes text if it fits between two x, with some room at its left; cut with an ellipsis if that leaves enough of it. */
	void textInside(String text, double left, double right, double y, TextStyle style) {
		String fitting = Fit.into(surface, text, right - left, style);
		if (!fitting.isEmpty())
			textMiddle(fitting, left, y, style);
	}
}
