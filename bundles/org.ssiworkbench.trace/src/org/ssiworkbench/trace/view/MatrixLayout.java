package org.ssiworkbench.trace.view;

import java.util.List;
import java.util.Optional;

/**
 * Where the cells of a matrix are.
 *
 * @param frame the matrix
 * @param shown the picture
 * @param cellWidth in pixels
 * @param cellHeight in pixels
 */
public record MatrixLayout(MatrixFrame frame, Viewport shown, double cellWidth, double cellHeight) {
	/** Upper edge of the first row. */
	public static final double TOP = 44;
	private static final double LEAST = 5;
	private static final double MOST_WIDTH = 110;
	private static final double MOST_HEIGHT = 34;

	/** The layout of a matrix in a picture: all cells if they are not too small, else as many as there is room for. */
	public static MatrixLayout of(MatrixFrame frame, Viewport shown) {
		int count = Math.max(1, frame.nodes().size());
		double width = Math.clamp((double) shown.plotWidth() / count, LEAST, MOST_WIDTH);
		double height = Math.clamp((shown.height() - TOP - Viewport.MARGIN) / count, LEAST, MOST_HEIGHT);
		return new MatrixLayout(frame, shown, width, height);
	}

	/** Left edge of a column. */
	public double x(int column) {
		return Viewport.GUTTER + column * cellWidth;
	}

	/** Upper edge of a row. */
	public double y(int row) {
		return TOP + row * cellHeight - shown.scroll();
	}

	/** Height of all rows with what is above them. */
	int height() {
		return (int) Math.ceil(frame.nodes().size() * cellHeight + TOP - Viewport.AXIS);
	}

	Optional<Hit> hit(double x, double y) {
		int column = (int) Math.floor((x - Viewport.GUTTER) / cellWidth);
		int row = (int) Math.floor((y - TOP + shown.scroll()) / cellHeight);
		int count = frame.nodes().size();
		if (y < TOP || column < 0 || column >= count || row < 0 || row >= count)
			return Optional.empty();
		String state = frame.cells().get(row).get(column);
		int observer = frame.nodes().get(row);
		int node = frame.nodes().get(column);
		String title = state.isEmpty() ? "node " + observer + " has told nothing of node " + node
				: "node " + observer + " believes that node " + node + " is " + state;
		List<String> details = frame.isDisputed(column) ? List.of("the nodes differ in what they believe of node " + node) : List.of();
		return Optional.of(new Hit(Hit.What.STATE, frame.rows().get(row).get(column), -1, node, 0, frame.instant(), frame.instant(),
				title, details));
	}
}
