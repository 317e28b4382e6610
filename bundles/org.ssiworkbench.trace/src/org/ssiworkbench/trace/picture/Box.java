package org.ssiworkbench.trace.picture;

/** An upright rectangle in pixels; x grows to the right, y grows down. */
public record Box(double x, double y, double width, double height) {

	public double right() {
		return x + width;
	}

	public double bottom() {
		return y + height;
	}

	/** Whether a point is inside; the right and bottom edges are not. */
	public boolean contains(double pointX, double pointY) {
		return pointX >= x && pointX < right() && pointY >= y && pointY < bottom();
	}

	/** Whether a point is in both. */
	public boolean overlaps(Box other) {
		return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
	}

	/** This box without a border of some pixels; never negative in size. */
	public Box inset(double border) {
		return new Box(x + border, y + border, Math.max(0, width - 2 * border), Math.max(0, height - 2 * border));
	}
}
