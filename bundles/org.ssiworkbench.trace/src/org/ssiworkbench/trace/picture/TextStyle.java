package org.ssiworkbench.trace.picture;

/**
 * How text is set.
 *
 * @param size height of the font in pixels
 * @param bold whether it is bold
 * @param ink its colour
 * @param align which part of the text is at the given x; y is always the baseline
 */
public record TextStyle(double size, boolean bold, Ink ink, Align align) {

	/** Where a text is in relation to its x. */
	public enum Align {
		LEFT, CENTER, RIGHT
	}

	public static TextStyle left(double size, Ink ink) {
		return new TextStyle(size, false, ink, Align.LEFT);
	}

	public static TextStyle center(double size, Ink ink) {
		return new TextStyle(size, false, ink, Align.CENTER);
	}

	public static TextStyle right(double size, Ink ink) {
		return new TextStyle(size, false, ink, Align.RIGHT);
	}

	/** The same in bold. */
	public TextStyle inBold() {
		return new TextStyle(size, true, ink, align);
	}
}
