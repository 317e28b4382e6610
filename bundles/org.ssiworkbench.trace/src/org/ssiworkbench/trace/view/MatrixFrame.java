package org.ssiworkbench.trace.view;

import java.util.List;
import java.util.Optional;

/**
 * What each node believed of each at one instant. A row is a node that believes, a column the node it is about.
 *
 * @param viewport what it was made for; its end is the instant
 * @param instant the time, ns
 * @param nodes the nodes of the rows and columns
 * @param cells for each row, for each column the state, empty when the node's record tells nothing
 * @param rows for each cell the place of the event that made the belief, -1 if none
 */
public record MatrixFrame(Viewport viewport, long instant, List<Integer> nodes, List<List<String>> cells, List<List<Integer>> rows)
		implements Frame {

	@Override
	public int contentHeight() {
		return MatrixLayout.of(this, viewport).height();
	}

	@Override
	public Optional<Hit> hit(Viewport shown, double x, double y) {
		return MatrixLayout.of(this, shown).hit(x, y);
	}

	/** Whether the nodes that have a view differ in what they believe of a node. */
	public boolean isDisputed(int column) {
		return cells.stream().map(row -> row.get(column)).filter(state -> !state.isEmpty()).distinct().count() > 1;
	}
}
