package org.ssiworkbench.trace.filter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with units, as filters write them. */
final class Quantity {
	private static final Pattern FORM = Pattern.compile("([+-]?\\d{1,18}(?:\\.\\d{1,9})?)([a-zA-Zµ]*)");
	private static final Pattern HEX = Pattern.compile("0[xX]([0-9a-fA-F]{1,16})");
	/** Times in ns, sizes in bytes. */
	private static final Map<String, Long> UNITS = Map.ofEntries(Map.entry("", 1L), Map.entry("ns", 1L), Map.entry("us", 1_000L),
			Map.entry("µs", 1_000L), Map.entry("ms", 1_000_000L), Map.entry("s", 1_000_000_000L), Map.entry("min", 60_000_000_000L),
			Map.entry("h", 3_600_000_000_000L), Map.entry("B", 1L), Map.entry("kB", 1_000L), Map.entry("KB", 1_000L),
			Map.entry("MB", 1_000_000L), Map.entry("GB", 1_000_000_000L), Map.entry("KiB", 1L << 10), Map.entry("MiB", 1L << 20),
			Map.entry("GiB", 1L << 30));

	private Quantity() {
	}

	/** The number, null if the text is none. */
	static Long parse(String text) {
		Matcher hex = HEX.matcher(text);
		if (hex.matches())
			return Long.parseUnsignedLong(hex.group(1), 16);
		Matcher form = FORM.matcher(text);
		Long unit = form.matches() ? UNITS.get(form.group(2)) : null;
		if (unit == null)
			return null;
		BigDecimal value = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.HALF_UP);
		return value.toBigInteger().bitLength() < Long.SIZE ? value.longValue() : null;
	}

	/** Whether a text looks like a number, be it a possible one or not. */
	static boolean resembles(String text) {
		return !text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.length() > 1 && "+-".indexOf(text.charAt(0)) >= 0
				&& Character.isDigit(text.charAt(1)));
	}
}
