package org.ssiworkbench.trace.picture;

/** Paints an area in the colour and pattern of a node state. */
final class StateArea {
	private static final double LINES = 0.4;
	private static final double ROOM = 2;

	private StateArea() {
	}

	static void fill(Painting painting, Box box, String state) {
		Ink ink = painting.look().state(state);
		painting.surface().fill(box, ink, Look.pattern(state), Look.on(ink).opacity(LINES));
	}

	/** Writes a text of at most {@code width} pixels into the area, on a plain ground, so that it is read on any pattern. */
	static void text(Painting painting, Box box, String state, String text, TextStyle.Align align, double width) {
		Ink ink = painting.look().state(state);
		boolean outline = Look.pattern(state) == Pattern.OUTLINE;
		TextStyle style = new TextStyle(Painting.SMALL, false, outline ? painting.look().foreground() : Look.on(ink), align);
		String fitting = Fit.into(painting.surface(), text, width, style);
		if (fitting.isEmpty())
			return;
		double length = painting.surface().textWidth(fitting, style);
		double x = align == TextStyle.Align.CENTER ? box.x() + box.width() / 2 : box.x();
		double left = align == TextStyle.Align.CENTER ? x - length / 2 : x;
		if (Look.pattern(state) != Pattern.SOLID)
			painting.surface().fill(new Box(left - ROOM, box.y() + ROOM, length + 2 * ROOM, box.height() - 2 * ROOM),
					outline ? painting.look().background() : ink);
		painting.textMiddle(fitting, x, box.y() + box.height() / 2, style);
	}
}
