package org.ssiworkbench.controller.cli;

import org.ssiworkbench.cluster.UnitException;
import org.ssiworkbench.cluster.Units;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time of the cluster's clock, written with a unit as in models, to ns. */
final class TimeConverter implements ITypeConverter<Long> {
	@Override
	public Long convert(String text) {
		try {
			return Units.parseDuration(text);
		} catch (UnitException e) {
			throw new TypeConversionException(e.getMessage());
		}
	}
}
