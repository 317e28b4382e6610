package org.ssiworkbench.trace.view;

import java.util.stream.IntStream;

/**
 * Where the lanes of a picture are: below the axis, all of one height, scrolled.
 *
 * @param count how many there are
 * @param height of each, in pixels
 * @param top y of the first lane's upper edge; above the axis when the lanes are scrolled
 * @param visibleTop y below which lanes are seen
 * @param visibleBottom y above which lanes are seen
 */
public record Lanes(int count, int height, int top, int visibleTop, int visibleBottom) {

	/** Lanes that share the space between {@code top} and {@code bottom}, of {@code least} to {@code most} pixels each. */
	public static Lanes fit(Viewport viewport, int count, int top, int bottom, int least, int most) {
		int height = count == 0 ? most : Math.clamp((bottom - top) / count, least, most);
		return new Lanes(count, height, top - viewport.scroll(), top, bottom);
	}

	/** Upper edge of a lane. */
	public int y(int lane) {
		return top + lane * height;
	}

	/** Middle of a lane. */
	public double middle(int lane) {
		return y(lane) + height / 2.0;
	}

	/** The lane at a y, -1 for none. */
	public int at(double y) {
		int lane = Math.floorDiv((int) Math.floor(y) - top, height);
		return y >= visibleTop && y < visibleBottom && lane >= 0 && lane < count ? lane : -1;
	}

	/** The lanes that can be seen, also in part. */
	public IntStream visible() {
		int first = Math.max(0, Math.floorDiv(visibleTop - top, height));
		int last = Math.min(count - 1, Math.floorDiv(visibleBottom - 1 - top, height));
		return IntStream.rangeClosed(first, last);
	}

	/** Whether a line from one lane to another can be seen. */
	public boolean isBetweenVisible(int lane, int other) {
		return Math.max(middle(lane), middle(other)) >= visibleTop && Math.min(middle(lane), middle(other)) < visibleBottom;
	}

	/** Height of all lanes, to bound the scrolling. */
	public int totalHeight() {
		return count * height;
	}
}
