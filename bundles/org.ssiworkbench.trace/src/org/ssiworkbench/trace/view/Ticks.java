package org.ssiworkbench.trace.view;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the marks of a time axis are: at round times.
 *
 * @param step time from a labelled mark to the next
 * @param labelled times with a label, ascending
 * @param small times of the small marks between them
 */
public record Ticks(long step, List<Long> labelled, List<Long> small) {
	private static final long SECOND = 1_000_000_000L;
	private static final long MINUTE = 60 * SECOND;
	private static final long HOUR = 60 * MINUTE;
	private static final long DAY = 24 * HOUR;
	/** Steps from a second on; below, they are 1, 2 and 5 times a power of ten. */
	private static final long[] STEPS = { SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE,
			10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY };
	private static final int PARTS = 5;

	/**
	 * The marks of an axis.
	 *
	 * @param origin time from which round times are counted: 0 of the time of day, or the mark of relative times
	 * @param distance pixels that a label needs
	 */
	public static Ticks of(Viewport viewport, long origin, double distance) {
		long step = step(Math.max(1, (long) Math.ceil(viewport.nanosPerPixel() * distance)));
		long part = step % PARTS == 0 ? step / PARTS : step;
		List<Long> labelled = new ArrayList<>();
		List<Long> small = new ArrayList<>();
		long first = origin + Math.floorDiv(viewport.begin() - origin, part) * part;
		for (long time = first; time <= viewport.end(); time += part)
			if (time >= viewport.begin())
				(Math.floorMod(time - origin, step) == 0 ? labelled : small).add(time);
		return new Ticks(step, labelled, small);
	}

	private static long step(long least) {
		if (least <= SECOND)
			return decimal(least);
		for (long step : STEPS)
			if (step >= least)
				return step;
		return (least + DAY - 1) / DAY * DAY;
	}

	private static long decimal(long least) {
		long power = 1;
		while (power * 10 <= least)
			power *= 10;
		for (int factor : new int[] { 1, 2, 5 })
			if (factor * power >= least)
				return factor * power;
		return 10 * power;
	}
}
