package org.ssiworkbench.controller.cli;

import org.ssiworkbench.cluster.UnitException;
import org.ssiworkbench.cluster.Units;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount of memory with a unit, as models write it, to bytes. */
final class MemoryConverter implements ITypeConverter<Long> {
	@Override
	public Long convert(String text) {
		try {
			return Units.parseSize(text);
		} catch (UnitException e) {
			throw new TypeConversionException(e.getMessage());
		}
	}
}
