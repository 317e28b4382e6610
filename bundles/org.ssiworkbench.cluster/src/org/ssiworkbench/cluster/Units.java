package org.ssiworkbench.cluster;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of durations, sizes and bandwidths: a decimal number directly followed by its unit. Zero needs no unit.
 * Parsing throws {@link UnitException}, which says what is wrong and what to write; formatting
 * uses the largest unit that needs no fraction, so that parsing the text gives the same value. Any thread.
 */
public final class Units {
	private static final Units DURATION = new Units("duration", "500ms or 2s", "h", 3_600_000_000_000L, "min",
			60_000_000_000L, "s", 1_000_000_000L, "ms", 1_000_000L, "us", 1_000L, "ns", 1L);
	private static final Units SIZE = new Units("size", "64M or 1G", "G", 1L << 30, "M", 1L << 20, "K", 1L << 10, "B", 1L);
	private static final Units BANDWIDTH = new Units("bandwidth", "100M or 1G", "G", 1_000_000_000L, "M", 1_000_000L, "K",
			1_000L, "bit", 1L);
	private static final Pattern QUANTITY = Pattern.compile("(-?[0-9]{1,19}(?:\\.[0-9]{1,9})?)\\s*([A-Za-z]{0,8})");

	private final String what;
	private final String sample;
	private final Map<String, Long> factors = new LinkedHashMap<>();

	private Units(String what, String sample, Object... unitsAndFactors) {
		this.what = what;
		this.sample = sample;
		for (int i = 0; i < unitsAndFactors.length; i += 2) {
			factors.put((String) unitsAndFactors[i], (Long) unitsAndFactors[i + 1]);
		}
	}

	/** @return ns; the units are h, min, s, ms, us and ns */
	public static long parseDuration(String text) {
		return DURATION.parse(text);
	}

	/** @param duration in ns */
	public static String formatDuration(long duration) {
		return DURATION.format(duration);
	}

	/** @return bytes; the units are G, M, K (powers of 1024) and B */
	public static long parseSize(String text) {
		return SIZE.parse(text);
	}

	/** @param size in bytes */
	public static String formatSize(long size) {
		return SIZE.format(size);
	}

	/** @return bits per second; the units are G, M, K (powers of 1000) and bit; 0 is unlimited */
	public static long parseBandwidth(String text) {
		return BANDWIDTH.parse(text);
	}

	/** @param bandwidth in bits per second */
	public static String formatBandwidth(long bandwidth) {
		return BANDWIDTH.format(bandwidth);
	}

	private long parse(String text) {
		Matcher quantity = QUANTITY.matcher(text.strip());
		if (!quantity.matches()) {
			throw fault("is not a " + what);
		}
		BigDecimal number = new BigDecimal(quantity.group(1));
		String unit = quantity.group(2);
		if (unit.isEmpty() && number.signum() == 0) {
			return 0;
		}
		return scale(number, factor(unit));
	}

	private long factor(String unit) {
		Long factor = factors.get(unit);
		if (factor == null) {
			throw fault(unit.isEmpty() ? "has no unit" : "has the unknown unit " + unit);
		}
		return factor;
	}

	private long scale(BigDecimal number, long factor) {
		BigDecimal value = number.multiply(BigDecimal.valueOf(factor));
		if (value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
			throw fault("is too large for a " + what);
		}
		return value.longValue();
	}

	private UnitException fault(String fault) {
		return new UnitException(fault,
				"write a number and one of the units " + String.join(", ", factors.keySet()) + ", such as " + sample);
	}

	private String format(long value) {
		if (value == 0) {
			return "0";
		}
		for (Map.Entry<String, Long> unit : factors.entrySet()) {
			if (value % unit.getValue() == 0) {
				return value / unit.getValue() + unit.getKey();
			}
		}
		throw new AssertionError("the smallest unit divides every " + what);
	}
}
