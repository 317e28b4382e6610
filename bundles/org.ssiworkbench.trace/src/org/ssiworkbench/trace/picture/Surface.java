package org.ssiworkbench.trace.picture;

/**
 * Something to draw on. Painters know only this, so that the same code paints a file and a canvas. Coordinates are in
 * pixels and may be fractions; what is outside the surface or the clip is cut off. Used by one thread.
 */
public interface Surface {

	/** Fills a rectangle evenly. */
	void fill(Box box, Ink ink);

	/** Fills a polygon evenly; {@code points} are x, y, x, y, ... */
	void polygon(double[] points, Ink ink);

	/** Draws a straight line. */
	void line(double x1, double y1, double x2, double y2, Stroke stroke);

	/** Draws a line through several points; {@code points} are x, y, x, y, ... */
	void polyline(double[] points, Stroke stroke);

	/** Writes one line of text whose baseline is at {@code y}. */
	void text(String text, double x, double y, TextStyle style);

	/** How wide a text would be, in pixels. */
	double textWidth(String text, TextStyle style);

	/** Confines what {@code painting} draws to a rectangle, within the clip that holds already. */
	void clipped(Box box, Runnable painting);

	/** Draws the outline of a rectangle, inside it. */
	default void frame(Box box, Ink ink) {
		double half = 0.5;
		double right = box.right() - half;
		double bottom = box.bottom() - half;
		polyline(new double[] { box.x() + half, box.y() + half, right, box.y() + half, right, bottom, box.x() + half, bottom,
				box.x() + half, box.y() + half }, Stroke.of(ink, 1));
	}

	/** Fills a rectangle with a pattern: {@code ink} below, the lines in {@code lines}. */
	default void fill(Box box, Ink ink, Pattern pattern, Ink lines) {
		Hatching.fill(this, box, ink, pattern, lines);
	}
}
