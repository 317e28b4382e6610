package org.ssiworkbench.trace.picture;

import org.ssiworkbench.trace.view.Lanes;
import org.ssiworkbench.trace.view.Viewport;

/** Paints what lanes of all views have in common: their grounds and names. */
final class LanePainter {
	private static final double LEAST_NAMED = 9;
	private static final double INSET = 10;

	/** Names a lane. */
	interface Names {
		String name(int lane);
	}

	private LanePainter() {
	}

	/** Shades every second lane. */
	static void grounds(Painting painting, Lanes lanes) {
		lanes.visible().filter(lane -> lane % 2 == 1)
				.forEach(lane -> painting.surface().fill(new Box(0, lanes.y(lane), painting.shown().width(), lanes.height()),
						painting.look().shade()));
	}

	/** Writes the lanes' names into the gutter; when lanes are lower than text, every second, third, ... */
	static void names(Painting painting, Lanes lanes, Names names) {
		int every = Math.max(1, (int) Math.ceil(LEAST_NAMED / lanes.height()));
		TextStyle style = TextStyle.left(Math.min(Painting.TEXT, Math.max(Painting.SMALL, lanes.height() - 2.0)),
				painting.look().foreground());
		lanes.visible().filter(lane -> lane % every == 0)
				.forEach(lane -> painting.textInside(names.name(lane), INSET, Viewport.GUTTER - 6.0, lanes.middle(lane), style));
	}
}
