package org.ssiworkbench.controller.cli;

import org.ssiworkbench.cluster.UnitException;
import org.ssiworkbench.cluster.Units;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time with a unit, as models write it, to ns. */
final class DurationConverter implements ITypeConverter<Long> {
	@Override
	public Long convert(String text) {
		try {
			long duration = Units.parseDuration(text);
			if (duration <= 0)
				throw new TypeConversionException("'" + text + "' is no time to run; write one such as 60s");
			return duration;
		} catch (UnitException e) {
			throw new TypeConversionException(e.getMessage());
		}
	}
}
