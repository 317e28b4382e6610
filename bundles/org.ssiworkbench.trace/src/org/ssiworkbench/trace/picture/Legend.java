package org.ssiworkbench.trace.picture;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.view.Viewport;

/** Says in the gutter's corner what colours mean. */
final class Legend {
	private static final double SWATCH = 8;
	private static final double GAP = 4;

	private Legend() {
	}

	/** The services, as far as the corner has room; hovering over an arrow names its own. */
	static void services(Painting painting, List<String> services) {
		double x = GAP;
		for (String service : new ArrayList<>(services)) {
			TextStyle style = TextStyle.left(Painting.SMALL, painting.look().foreground());
			double width = SWATCH + GAP + painting.surface().textWidth(service, style);
			if (x + width > Viewport.GUTTER - 10)
				return;
			painting.surface().fill(new Box(x, (Viewport.AXIS - SWATCH) / 2, SWATCH, SWATCH), painting.look().service(service));
			painting.textMiddle(service, x + SWATCH + GAP, Viewport.AXIS / 2.0, style);
			x += width + 2 * GAP;
		}
	}
}
