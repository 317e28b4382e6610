package org.ssiworkbench.trace.view;

/**
 * The part of a trace that a picture shows and how large the picture is. Every time view has the gutter with the lanes'
 * names at the left and the same axis, so that views above each other line up.
 *
 * @param begin time at the left end of the axis, ns of the cluster's clock
 * @param end time at its right end, later than the begin
 * @param width of the whole picture in pixels, with the gutter
 * @param height of the whole picture in pixels, with the axis
 * @param scroll how far the lanes are scrolled up, in pixels
 */
public record Viewport(long begin, long end, int width, int height, int scroll) {
	/** Width of the gutter with the lanes' names. */
	public static final int GUTTER = 112;
	/** Free pixels at the right end. */
	public static final int MARGIN = 12;
	/** Height of the time axis, at the top. */
	public static final int AXIS = 24;
	/** Height of the strip at the bottom that says what colours mean, where there is one. */
	public static final int LEGEND = 20;
	/** Zooming goes no closer than this, in ns. */
	public static final long LEAST_SPAN = 16;
	/** Narrower pictures are computed as if they were so wide. */
	private static final int MIN_PLOT = 16;
	/** Times beyond, 73 years from 0, are not shown; so sums of times do not overflow. */
	private static final long FARTHEST = 1L << 61;

	public Viewport {
		begin = Math.clamp(begin, -FARTHEST, FARTHEST);
		end = Math.clamp(end, -FARTHEST, FARTHEST);
		if (begin >= end)
			throw new IllegalArgumentException("the time from " + begin + " to " + end + " ns is empty");
	}

	/** A picture of all lanes from the top. */
	public static Viewport of(long begin, long end, int width, int height) {
		return new Viewport(begin, end, width, height, 0);
	}

	/** Pixels of the axis: between the gutter and the margin. */
	public int plotWidth() {
		return Math.max(MIN_PLOT, width - GUTTER - MARGIN);
	}

	/** Right end of the axis. */
	public int right() {
		return GUTTER + plotWidth();
	}

	/** Where a time is; beyond the gutter or the right end for times outside, but never far. */
	public double x(long time) {
		double x = GUTTER + ((double) time - begin) / ((double) end - begin) * plotWidth();
		return Math.clamp(x, -1e6, 1e6);
	}

	/** The time at an x. */
	public long time(double x) {
		return begin + Math.round((x - GUTTER) / plotWidth() * ((double) end - begin));
	}

	/** Nanoseconds that a pixel shows. */
	public double nanosPerPixel() {
		return ((double) end - begin) / plotWidth();
	}

	/** The same picture of another time. */
	public Viewport at(long newBegin, long newEnd) {
		return new Viewport(newBegin, newEnd, width, height, scroll);
	}

	/** The same picture, scrolled. */
	public Viewport scrolledTo(int newScroll) {
		return new Viewport(begin, end, width, height, Math.max(0, newScroll));
	}

	/** Zoomed so that the time at {@code x} stays there; a factor below 1 shows less time, {@link #LEAST_SPAN} at least. */
	public Viewport zoomed(double x, double factor) {
		double share = Math.clamp((x - GUTTER) / plotWidth(), 0, 1);
		long span = Math.clamp(Math.round(((double) end - begin) * factor), LEAST_SPAN, FARTHEST);
		long newBegin = Math.clamp(time(x) - Math.round(span * share), -FARTHEST, FARTHEST - span);
		return at(newBegin, newBegin + span);
	}

	/** Moved by some pixels; positive shows later times. */
	public Viewport panned(double pixels) {
		long shift = Math.round(pixels * nanosPerPixel());
		long newBegin = Math.clamp(begin + Math.clamp(shift, -FARTHEST, FARTHEST), -FARTHEST, FARTHEST - (end - begin));
		return at(newBegin, newBegin + (end - begin));
	}
}
