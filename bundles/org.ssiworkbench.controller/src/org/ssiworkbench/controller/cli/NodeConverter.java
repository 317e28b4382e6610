package org.ssiworkbench.controller.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The number of a node, where it is the name of a value. */
final class NodeConverter implements ITypeConverter<Integer> {
	@Override
	public Integer convert(String text) {
		if (!text.matches("\\d{1,4}"))
			throw new TypeConversionException("'" + text + "' is no number of a node");
		return Integer.valueOf(text);
	}
}
