package org.ssiworkbench.trace.picture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.ssiworkbench.trace.view.Lanes;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.trace.view.MessageFrame.Activity;
import org.ssiworkbench.trace.view.MessageFrame.Sort;

/**
 * Paints what one lane's node sent and received: sends grow up from the lane's line, receives down, by the logarithm of
 * their number, services on each other. A low lane is a strip that is the stronger the more messages there are, in the
 * colour of the service that most of them are for.
 */
final class ActivityPainter {
	private static final int HIGH = 24;
	private static final double LOST = 3;
	private static final double OPACITY = 0.85;
	/** Strengths of a strip that are told apart. */
	private static final int STRENGTHS = 10;

	/** Columns side by side that look the same. */
	private record Bar(double y, double height, Ink ink) {
	}

	private final Painting painting;
	private final MessageFrame frame;
	private final Lanes lanes;
	private final int lane;
	private final List<Activity> activity;
	private final List<Ink> inks;
	private final double most;
	private final double half;

	/**
	 * @param inks colours of the services
	 * @param most greatest count of all lanes
	 */
	ActivityPainter(Painting painting, MessageFrame frame, Lanes lanes, int lane, List<Activity> activity,
			List<Ink> inks, double most) {
		this.painting = painting;
		this.frame = frame;
		this.lanes = lanes;
		this.lane = lane;
		this.activity = activity;
		this.inks = inks;
		this.most = most;
		half = lanes.height() / 2.0 - 1;
	}

	/** The most messages that a lane has in a column. */
	static int most(List<Activity> activity) {
		return IntStream.range(0, activity.getFirst().counts().length).map(column -> count(activity, column)).max().orElse(0);
	}

	void paint() {
		int columns = activity.getFirst().counts().length;
		if (lanes.height() >= HIGH)
			for (Sort sort : List.of(Sort.SENT, Sort.RECEIVED)) {
				double[] base = new double[columns];
				for (Activity each : activity)
					if (each.sort() == sort)
						runs(columns, column -> stacked(each, column, base));
			}
		else
			strip(columns);
		List<Activity> lost = activity.stream().filter(each -> each.sort() == Sort.LOST).toList();
		runs(columns, column -> lost.stream().anyMatch(each -> each.counts()[column] > 0)
				? new Bar(lanes.middle(lane) - Math.min(LOST, half), Math.min(LOST, half), painting.look().alarm())
				: null);
	}

	private void strip(int columns) {
		int service = activity.stream().max(Comparator.comparingLong(each -> Arrays.stream(each.counts()).asLongStream().sum()))
				.map(Activity::service).orElseThrow();
		Ink ink = inks.get(service);
		double scale = STRENGTHS / Math.log1p(most);
		runs(columns, column -> {
			long strength = (long) Math.ceil(scale * Math.log1p(count(activity, column)));
			return strength == 0 ? null : new Bar(lanes.middle(lane) - half, 2 * half, ink.opacity(OPACITY * strength / STRENGTHS));
		});
	}

	private static int count(List<Activity> activity, int column) {
		int count = 0;
		for (Activity each : activity)
			if (each.sort() != Sort.LOST)
				count += each.counts()[column];
		return count;
	}

	private interface Bars {
		/** The bar in a column, null for none. */
		Bar at(int column);
	}

	/** One rectangle for columns that look the same: most do in a steady trace. */
	private void runs(int columns, Bars bars) {
		int begin = 0;
		Bar bar = null;
		for (int column = 0; column <= columns; column++) {
			Bar next = column < columns ? bars.at(column) : null;
			if (column < columns && Objects.equals(bar, next))
				continue;
			if (bar != null)
				painting.surface().fill(painting.area(frame.columnTime(begin), frame.columnTime(column), bar.y, bar.height, 1), bar.ink);
			begin = column;
			bar = next;
		}
	}

	private Bar stacked(Activity each, int column, double[] base) {
		double height = height(each.counts()[column]);
		if (height == 0 || base[column] >= half)
			return null;
		double from = base[column];
		base[column] = Math.min(half, from + height);
		return bar(each.sort(), from, base[column], each.service());
	}

	private Bar bar(Sort sort, double from, double to, int service) {
		double middle = lanes.middle(lane);
		Ink ink = inks.get(service).opacity(OPACITY);
		return new Bar(sort == Sort.SENT ? middle - to : middle + from, to - from, ink);
	}

	/** In whole pixels. */
	private double height(int count) {
		return count == 0 ? 0 : Math.clamp(Math.round(half * Math.log1p(count) / Math.log1p(most)), 1, Math.max(1, Math.floor(half)));
	}
}
