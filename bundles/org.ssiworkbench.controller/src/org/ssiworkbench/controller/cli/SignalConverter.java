package org.ssiworkbench.controller.cli;

import java.util.List;
import java.util.Locale;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of signals from their numbers or names, with or without SIG. */
final class SignalConverter implements ITypeConverter<Integer> {
	private static final int MAX = 64;
	/** The names on Linux, from 1. */
	private static final List<String> NAMES = List.of("HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1",
			"SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
			"XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

	@Override
	public Integer convert(String value) {
		String name = value.toUpperCase(Locale.ROOT);
		int place = NAMES.indexOf(name.startsWith("SIG") ? name.substring(3) : name);
		if (place >= 0)
			return place + 1;
		if (value.matches("\\d{1,2}") && Integer.parseInt(value) <= MAX)
			return Integer.parseInt(value);
		throw new TypeConversionException("'" + value + "' is no signal; give a name such as TERM, or a number up to " + MAX);
	}
}
