package org.ssiworkbench.trace.picture;

import java.util.Locale;

/**
 * A colour with its opacity.
 *
 * @param red 0..255
 * @param green 0..255
 * @param blue 0..255
 * @param alpha 0 invisible .. 255 opaque
 */
public record Ink(int red, int green, int blue, int alpha) {
	private static final int OPAQUE = 255;

	public Ink {
		if ((red | green | blue | alpha) >>> 8 != 0)
			throw new IllegalArgumentException("a colour part is not in 0..255: " + red + ' ' + green + ' ' + blue + ' ' + alpha);
	}

	/** An opaque colour from {@code 0xRRGGBB}. */
	public static Ink of(int rgb) {
		return new Ink(rgb >> 16 & OPAQUE, rgb >> 8 & OPAQUE, rgb & OPAQUE, OPAQUE);
	}

	/** The same colour with an opacity of 0..1. */
	public Ink opacity(double opacity) {
		return new Ink(red, green, blue, (int) Math.round(OPAQUE * Math.clamp(opacity, 0, 1)));
	}

	/** This colour, opaque, with {@code part} (0..1) of another mixed in. */
	public Ink mix(Ink other, double part) {
		return new Ink(mix(red, other.red, part), mix(green, other.green, part), mix(blue, other.blue, part), OPAQUE);
	}

	/** Whether text on this colour is read better in white than in black, by its relative luminance (WCAG 2.1). */
	public boolean isDark() {
		return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) < 0.179;
	}

	/** {@code #RRGGBB}, without the opacity. */
	public String hex() {
		return String.format(Locale.ROOT, "#%02X%02X%02X", red, green, blue);
	}

	private static int mix(int one, int other, double part) {
		return (int) Math.round(one + (other - one) * part);
	}

	private static double linear(int part) {
		double value = part / (double) OPAQUE;
		return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
	}
}
