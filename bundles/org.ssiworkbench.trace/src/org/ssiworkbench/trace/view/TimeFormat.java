package org.ssiworkbench.trace.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * How times of the cluster's clock are written: as time of day, {@code 12:03:41.214 507 118}, or as distance from a mark,
 * {@code +0.000 341 s}.
 *
 * @param origin when the cluster's clock was 0, ns since the epoch
 * @param zone whose time of day
 * @param relative whether times are written as distance from the mark
 * @param mark time of the mark, ns of the cluster's clock
 */
public record TimeFormat(long origin, ZoneId zone, boolean relative, long mark) {
	private static final long SECOND = 1_000_000_000L;
	private static final int DIGITS = 9;

	/** Time of day. */
	public static TimeFormat absolute(long origin, ZoneId zone) {
		return new TimeFormat(origin, zone, false, 0);
	}

	/** The same, relative to a mark. */
	public TimeFormat relativeTo(long newMark) {
		return new TimeFormat(origin, zone, true, newMark);
	}

	/** A time to the nanosecond. */
	public String full(long time) {
		return relative ? duration(time - mark, true) : clock(time, 1);
	}

	/** A time of the axis, as exact as the axis' step needs. */
	public String tick(long time, long step) {
		if (relative)
			return sign(time - mark) + seconds(time - mark, decimals(step)) + " s";
		return clock(time, step);
	}

	/** A length of time such as {@code 0.000 341 s}, without zeros at its end. */
	public static String duration(long nanos) {
		return duration(nanos, false);
	}

	private static String duration(long nanos, boolean plus) {
		int decimals = nanos % 1_000 != 0 ? 9 : nanos % 1_000_000 != 0 ? 6 : 3;
		String sign = plus || nanos < 0 ? sign(nanos) : "";
		return sign + seconds(nanos, decimals) + " s";
	}

	private String clock(long time, long step) {
		Instant instant = Instant.ofEpochSecond(Math.floorDiv(origin, SECOND), Math.floorMod(origin, SECOND))
				.plusSeconds(Math.floorDiv(time, SECOND)).plusNanos(Math.floorMod(time, SECOND));
		ZonedDateTime date = instant.atZone(zone);
		String clock = String.format(Locale.ROOT, "%02d:%02d:%02d", date.getHour(), date.getMinute(), date.getSecond());
		return clock + fraction(date.getNano(), decimals(step));
	}

	/** Decimals, in groups of three, that tell times apart that are a step from each other. */
	private static int decimals(long step) {
		int decimals = DIGITS;
		for (long unit = 1; decimals > 0 && step % (unit * 1_000) == 0; unit *= 1_000)
			decimals -= 3;
		return decimals;
	}

	private static String sign(long nanos) {
		return nanos < 0 ? "-" : "+";
	}

	private static String seconds(long nanos, int decimals) {
		return Math.abs(nanos / SECOND) + fraction(Math.abs(nanos % SECOND), decimals);
	}

	private static String fraction(long nanos, int decimals) {
		if (decimals == 0)
			return "";
		String digits = String.format(Locale.ROOT, "%09d", nanos).substring(0, decimals);
		return '.' + digits.replaceAll("(\\d{3})(?=\\d)", "$1 ");
	}
}
