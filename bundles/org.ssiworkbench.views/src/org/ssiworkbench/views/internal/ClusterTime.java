package org.ssiworkbench.views.internal;

/** Times of a cluster's clock as people read them. */
public final class ClusterTime {
	private static final long SECOND = 1_000_000_000L;

	private ClusterTime() {
	}

	/** {@code mm:ss.mmm uuu nnn} since the clock's start, with hours in front when there are any. */
	public static String full(long time) {
		long nanos = Math.floorMod(time, SECOND);
		return String.format("%s.%03d %03d %03d", clock(time), nanos / 1_000_000, nanos / 1_000 % 1_000, nanos % 1_000);
	}

	/** {@code mm:ss.t}. */
	public static String brief(long time) {
		return clock(time) + "." + Math.floorMod(time, SECOND) / 100_000_000;
	}

	private static String clock(long time) {
		long seconds = Math.floorDiv(time, SECOND);
		String minutes = String.format("%02d:%02d", seconds / 60 % 60, seconds % 60);
		return seconds < 3600 ? minutes : seconds / 3600 + ":" + minutes;
	}
}
