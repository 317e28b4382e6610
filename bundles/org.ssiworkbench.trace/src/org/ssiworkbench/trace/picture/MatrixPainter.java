package org.ssiworkbench.trace.picture;

import org.ssiworkbench.trace.view.MatrixFrame;
import org.ssiworkbench.trace.view.MatrixLayout;
import org.ssiworkbench.trace.view.Viewport;

/** Paints who believed what of whom at an instant. */
final class MatrixPainter {
	private static final double NAMED_CELL = 46;
	private static final double NUMBERED_CELL = 9;

	private final Painting painting;
	private final Surface surface;
	private final Look look;
	private final MatrixFrame frame;
	private final MatrixLayout layout;

	MatrixPainter(Painting painting, MatrixFrame frame) {
		this.painting = painting;
		this.frame = frame;
		surface = painting.surface();
		look = painting.look();
		layout = MatrixLayout.of(frame, painting.shown());
	}

	void paint() {
		Viewport shown = painting.shown();
		surface.text("who believes what of whom at " + painting.times().full(frame.instant()), 10, Viewport.AXIS - 8.0,
				TextStyle.left(Painting.TEXT, look.foreground()).inBold());
		heads();
		surface.clipped(new Box(0, MatrixLayout.TOP, shown.width(), shown.height()), this::cells);
	}

	private void heads() {
		TextStyle style = TextStyle.center(Painting.SMALL, look.foreground());
		int every = every();
		double y = MatrixLayout.TOP - 8;
		for (int column = 0; column < frame.nodes().size(); column += every)
			painting.textMiddle(head(column), layout.x(column) + layout.cellWidth() / 2, y,
					frame.isDisputed(column) ? style.inBold() : style);
	}

	private String head(int column) {
		int node = frame.nodes().get(column);
		return layout.cellWidth() >= NAMED_CELL ? "of node " + node : Integer.toString(node);
	}

	private int every() {
		return Math.max(1, (int) Math.ceil(2 * NUMBERED_CELL / Math.min(layout.cellWidth(), 2 * NUMBERED_CELL)));
	}

	private void cells() {
		int everyRow = Math.max(1, (int) Math.ceil(NUMBERED_CELL / layout.cellHeight()));
		for (int row = 0; row < frame.nodes().size(); row++) {
			if (row % everyRow == 0)
				painting.textInside("node " + frame.nodes().get(row) + " believes", 10, Viewport.GUTTER - 4.0,
						layout.y(row) + layout.cellHeight() / 2, TextStyle.left(Painting.SMALL, look.foreground()));
			for (int column = 0; column < frame.nodes().size(); column++)
				cell(row, column);
		}
	}

	private void cell(int row, int column) {
		String state = frame.cells().get(row).get(column);
		Box whole = new Box(layout.x(column), layout.y(row), layout.cellWidth(), layout.cellHeight());
		Box box = whole.inset(whole.height() > 8 ? 1 : 0.5);
		if (state.isEmpty()) {
			surface.fill(box, look.shade());
			return;
		}
		StateArea.fill(painting, box, state);
		if (frame.isDisputed(column))
			surface.frame(box, look.foreground());
		if (box.width() >= NAMED_CELL && box.height() > Painting.TEXT)
			StateArea.text(painting, box, state, state, TextStyle.Align.CENTER, box.width());
	}
}
