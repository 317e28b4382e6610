package org.ssiworkbench.trace.picture;

import java.util.List;

import org.ssiworkbench.trace.view.Viewport;

/** Says in a strip at the bottom what colours mean, as far as there is room. */
final class Legend {
	private static final double WIDTH = 14;
	private static final double HEIGHT = 10;
	private static final double GAP = 5;
	private static final double BETWEEN = 16;

	private final Painting painting;
	private final double top;
	private double x = Viewport.GUTTER;

	/** @param top upper edge of the strip */
	Legend(Painting painting, double top) {
		this.painting = painting;
		this.top = top;
		painting.surface().fill(new Box(0, top, painting.shown().width(), Viewport.LEGEND), painting.look().background());
	}

	/** The services by their colours, with how messages are drawn that are no ordinary ones. */
	void services(List<String> services, List<Ink> inks) {
		for (int i = 0; i < services.size(); i++) {
			Ink ink = inks.get(i);
			entry(services.get(i), box -> painting.surface().fill(box, ink));
		}
		double middle = top + Viewport.LEGEND / 2.0;
		entry("datagram", box -> painting.surface().line(box.x(), middle, box.right(), middle,
				new Stroke(painting.look().faint(), 1.4, true)));
		entry("lost", box -> {
			Stroke stroke = Stroke.of(painting.look().alarm(), 1.6);
			painting.surface().line(box.x() + 3, middle - 4, box.x() + 11, middle + 4, stroke);
			painting.surface().line(box.x() + 3, middle + 4, box.x() + 11, middle - 4, stroke);
		});
	}

	/** The states by their colours and patterns. */
	void states(List<String> states) {
		for (String state : states)
			entry(state, box -> StateArea.fill(painting, box, state));
		entry("master", box -> painting.surface().fill(new Box(box.x(), box.bottom() - 4, box.width(), 3), painting.look().accent()));
	}

	private interface Swatch {
		void paint(Box box);
	}

	private void entry(String name, Swatch swatch) {
		TextStyle style = TextStyle.left(Painting.SMALL, painting.look().faint());
		double width = WIDTH + GAP + painting.surface().textWidth(name, style);
		if (x + width > painting.shown().right())
			return;
		swatch.paint(new Box(x, top + (Viewport.LEGEND - HEIGHT) / 2, WIDTH, HEIGHT));
		painting.textMiddle(name, x + WIDTH + GAP, top + Viewport.LEGEND / 2.0, style);
		x += width + BETWEEN;
	}
}
