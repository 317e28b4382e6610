package org.ssiworkbench.trace.picture;

/**
 * How a line is drawn.
 *
 * @param ink its colour
 * @param width in pixels
 * @param dashed whether it is broken
 */
public record Stroke(Ink ink, double width, boolean dashed) {

	/** An unbroken line. */
	public static Stroke of(Ink ink, double width) {
		return new Stroke(ink, width, false);
	}
}
