package org.ssiworkbench.trace.picture;

/** Cuts text to a width. */
final class Fit {
	private static final String ELLIPSIS = "\u2026";
	private static final int LEAST = 3;

	private Fit() {
	}

	/** The text, or its begin with an ellipsis; empty if fewer than three characters would be left. */
	static String into(Surface surface, String text, double width, TextStyle style) {
		if (width < style.size())
			return "";
		if (surface.textWidth(text, style) <= width)
			return text;
		int low = 0;
		int high = text.length() - 1;
		while (low < high) {
			int middle = low + high + 1 >>> 1;
			if (surface.textWidth(text.substring(0, middle) + ELLIPSIS, style) <= width)
				low = middle;
			else
				high = middle - 1;
		}
		return low < LEAST ? "" : text.substring(0, low).strip() + ELLIPSIS;
	}
}
