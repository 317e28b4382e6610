package org.ssiworkbench.trace.picture;

/** Draws patterns out of lines. The lines hang on the surface, not on the box, so that boxes side by side join. */
final class Hatching {
	private static final double STEP = 6;
	private static final double WIDTH = 1.4;

	private Hatching() {
	}

	static void fill(Surface surface, Box box, Ink ink, Pattern pattern, Ink lines) {
		if (pattern == Pattern.OUTLINE) {
			surface.frame(box, ink);
			return;
		}
		surface.fill(box, ink);
		if (pattern != Pattern.SOLID && box.width() >= 2)
			surface.clipped(box, () -> lines(surface, box, pattern, Stroke.of(lines, WIDTH)));
	}

	private static void lines(Surface surface, Box box, Pattern pattern, Stroke stroke) {
		double reach = pattern == Pattern.UPRIGHT ? 0 : box.height();
		double first = Math.floor((box.x() - reach) / STEP) * STEP;
		for (double x = first; x <= box.right() + reach; x += STEP) {
			if (pattern == Pattern.UPRIGHT)
				surface.line(x, box.y(), x, box.bottom(), stroke);
			if (pattern == Pattern.RISING || pattern == Pattern.CROSSED)
				surface.line(x - reach, box.bottom(), x, box.y(), stroke);
			if (pattern == Pattern.FALLING || pattern == Pattern.CROSSED)
				surface.line(x - reach, box.y(), x, box.bottom(), stroke);
		}
	}
}
