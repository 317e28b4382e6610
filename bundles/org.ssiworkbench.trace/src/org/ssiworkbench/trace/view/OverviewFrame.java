package org.ssiworkbench.trace.view;

import java.util.List;
import java.util.Optional;

/**
 * The whole trace at a glance, for the replay bar.
 *
 * @param viewport what it was made for
 * @param density events in the time of each pixel of the plot, from the left
 * @param marks transitions, faults and migrations
 */
public record OverviewFrame(Viewport viewport, int[] density, List<Mark> marks) implements Frame {

	/** What a mark stands for. */
	public enum Sort {
		TRANSITION, FAULT, MIGRATION
	}

	/**
	 * One or several things within a pixel.
	 *
	 * @param time of the first
	 * @param sort what they are
	 * @param state the new state of a transition, else empty
	 * @param text the first in words
	 * @param count how many they are
	 * @param row place of the first in the index
	 */
	public record Mark(long time, Sort sort, String state, String text, int count, int row) {
	}

	@Override
	public int contentHeight() {
		return 0;
	}

	@Override
	public Optional<Hit> hit(Viewport shown, double x, double y) {
		return OverviewHits.at(this, shown, x);
	}
}
