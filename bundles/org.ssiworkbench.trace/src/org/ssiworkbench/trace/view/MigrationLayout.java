package org.ssiworkbench.trace.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the lanes of processes and the load curves are: the loads keep their place at the bottom while the lanes scroll. */
public final class MigrationLayout {
	private static final int LEAST_LANE = 16;
	private static final int MOST_LANE = 30;
	private static final int LEAST_NODE = 20;
	private static final int MOST_NODE = 120;
	private static final double LEAST_LOAD = 2;
	private static final double MOST_LOAD = 34;
	private static final double LOAD_SHARE = 0.4;
	private static final double NAME = 10;

	/**
	 * Where a stay is.
	 *
	 * @param y its upper edge
	 * @param height of it
	 */
	public record Place(double y, double height) {

		/** Its middle. */
		public double middle() {
			return y + height / 2;
		}
	}

	private final MigrationFrame frame;
	private final Lanes lanes;
	private final double loadTop;
	private final double loadHeight;
	private final Map<Long, Integer> laneOf = new HashMap<>();

	private MigrationLayout(MigrationFrame frame, Viewport shown) {
		this.frame = frame;
		double room = (shown.height() - Viewport.AXIS) * LOAD_SHARE;
		int loads = frame.loads().size();
		loadHeight = loads == 0 ? 0 : Math.clamp(room / loads, LEAST_LOAD, MOST_LOAD);
		loadTop = shown.height() - Math.min(room, loads * loadHeight);
		int least = frame.byNode() ? LEAST_NODE : LEAST_LANE;
		int most = frame.byNode() ? MOST_NODE : MOST_LANE;
		lanes = Lanes.fit(shown, frame.lanes().size(), Viewport.AXIS, (int) loadTop, least, most);
		for (int lane = 0; lane < frame.lanes().size(); lane++)
			laneOf.put(frame.lanes().get(lane).number(), lane);
	}

	/** The layout of a frame in a picture. */
	public static MigrationLayout of(MigrationFrame frame, Viewport shown) {
		return new MigrationLayout(frame, shown);
	}

	/** The lanes of processes or nodes. */
	public Lanes lanes() {
		return lanes;
	}

	/** Where a process is at a time in the lane of a pid or node, if it is shown there. */
	public Optional<Place> place(long number, long pid, long time) {
		Integer lane = laneOf.get(number);
		if (lane == null)
			return Optional.empty();
		return frame.lanes().get(lane).stays().stream()
				.filter(stay -> stay.pid() == pid && stay.begin() <= time && stay.end() >= time).findFirst()
				.map(stay -> new Place(trackY(lane, stay.track()), trackHeight(lane)));
	}

	/** Height of one stay in a lane. */
	public double trackHeight(int lane) {
		return Math.max(1, (lanes.height() - 4.0) / Math.max(1, frame.lanes().get(lane).tracks()) - 1);
	}

	/** Upper edge of a stay's track in a lane. */
	public double trackY(int lane, int track) {
		return lanes.y(lane) + 2 + track * (trackHeight(lane) + 1);
	}

	/** Upper edge of the loads. */
	public double loadTop() {
		return loadTop;
	}

	/** Upper edge of the {@code index}-th load curve. */
	public double loadY(int index) {
		return loadTop + index * loadHeight;
	}

	/** Height of one load curve. */
	public double loadHeight() {
		return loadHeight;
	}

	/** Whether there is room for the name of the {@code index}-th load curve. */
	public boolean isLoadNamed(int index) {
		return index % Math.max(1, (int) Math.ceil(NAME / loadHeight)) == 0;
	}

	int contentHeight() {
		return lanes.totalHeight();
	}
}
