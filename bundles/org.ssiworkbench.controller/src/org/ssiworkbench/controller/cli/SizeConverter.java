package org.ssiworkbench.controller.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size in pixels such as {@code 1200x600}. */
final class SizeConverter implements ITypeConverter<SizeConverter.Size> {
	private static final Pattern SIZE = Pattern.compile("(\\d{2,5})x(\\d{2,5})");
	private static final int LEAST = 64;
	private static final int MOST = 8192;

	/** Pixels. */
	record Size(int width, int height) {
	}

	@Override
	public Size convert(String text) {
		Matcher matcher = SIZE.matcher(text);
		if (!matcher.matches())
			throw new TypeConversionException("'" + text + "' is no size; write it such as 1200x600");
		return new Size(pixels(matcher.group(1)), pixels(matcher.group(2)));
	}

	private static int pixels(String number) {
		int pixels = Integer.parseInt(number);
		if (pixels < LEAST || pixels > MOST)
			throw new TypeConversionException(pixels + " pixels are not possible; give " + LEAST + " to " + MOST);
		return pixels;
	}
}
