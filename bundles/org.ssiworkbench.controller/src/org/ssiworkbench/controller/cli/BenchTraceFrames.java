package org.ssiworkbench.controller.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.MessageOptions;
import org.ssiworkbench.trace.view.MigrationOptions;
import org.ssiworkbench.trace.view.TraceViews;
import org.ssiworkbench.trace.view.Viewport;

/** Computes frames of all views at zooms from the whole trace to a millisecond, and takes the time of each, in ms. */
final class BenchTraceFrames {
	private static final int ZOOMS = 20;
	private static final int PLACES = 10;
	private static final double CLOSEST = 1e6;
	private static final int WIDTH = 1600;
	private static final int HEIGHT = 900;
	private static final double MILLI = 1e6;

	private final TraceIndex index;
	private final TraceViews views;
	private final SplittableRandom random = new SplittableRandom(4);

	BenchTraceFrames(TraceIndex index) {
		this.index = index;
		views = new TraceViews(index);
	}

	/** Makes the tables that frames are computed from; how long that took, in s. */
	double prepare() {
		long begun = System.nanoTime();
		views.update(Cancel.NEVER);
		return (System.nanoTime() - begun) / 1e9;
	}

	/** A round warms up, a second one counts. */
	Percentile frames() {
		round();
		return Percentile.of(round().stream().mapToDouble(Double::doubleValue).toArray());
	}

	private List<Double> round() {
		List<Double> times = new ArrayList<>();
		double whole = Math.max(CLOSEST, (double) index.end() - index.begin());
		for (int zoom = 0; zoom < ZOOMS; zoom++)
			for (int place = 0; place < PLACES; place++) {
				long span = (long) (whole * Math.pow(CLOSEST / whole, zoom / (ZOOMS - 1.0)));
				long begin = index.begin() + random.nextLong(Math.max(1, (long) whole - span + 1));
				frames(Viewport.of(begin, begin + span, WIDTH, HEIGHT), times);
			}
		return times;
	}

	private void frames(Viewport viewport, List<Double> times) {
		time(times, () -> views.messages(viewport, MessageOptions.ALL, Cancel.NEVER));
		time(times, () -> views.membership(viewport, Set.of(), Cancel.NEVER));
		time(times, () -> views.migrations(viewport, MigrationOptions.BY_PROCESS, Cancel.NEVER));
		time(times, () -> views.overview(viewport, Cancel.NEVER));
	}

	private static void time(List<Double> times, Runnable frame) {
		long begun = System.nanoTime();
		frame.run();
		times.add((System.nanoTime() - begun) / MILLI);
	}
}
