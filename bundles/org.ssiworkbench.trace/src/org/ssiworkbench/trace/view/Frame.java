package org.ssiworkbench.trace.view;

import java.util.Optional;

/**
 * What a view shows for a viewport. Holds times, not pixels, so that it can also be painted for another viewport until
 * that one's own frame is there. Immutable.
 */
public sealed interface Frame permits MessageFrame, MembershipFrame, MatrixFrame, MigrationFrame, OverviewFrame {

	/** What the frame was made for. */
	Viewport viewport();

	/** What is painted at a point of {@code shown}, the viewport that the frame was last painted for. */
	Optional<Hit> hit(Viewport shown, double x, double y);

	/** Height that all lanes need below the axis, in pixels; more than the viewport has means scrolling. */
	int contentHeight();
}
