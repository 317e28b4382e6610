package org.ssiworkbench.debug.ui.gdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.runtime.CoreException;
import org.ssiworkbench.debug.gdb.KernelBreakpoint;

/**
 * What a user types for a kernel breakpoint, as in gdb: a function, {@code FILE:LINE} or {@code *ADDRESS}, and {@code if CONDITION}.
 *
 * @param function empty for a line
 * @param line 0 for a function
 * @param condition empty for none
 */
public record KernelPlace(String function, String file, int line, String condition) {
	private static final Pattern TEXT = Pattern
			.compile("\\s*(?:(?<file>[^\\s:]+):(?<line>\\d{1,7})|(?<function>[A-Za-z_][\\w.]*|\\*\\s*0x[0-9a-fA-F]{1,16}))(?:\\s+if\\s+(?<condition>\\S.*?))?\\s*"); //$NON-NLS-1$

	/** What the text means; null when it means nothing. */
	public static KernelPlace parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches())
			return null;
		String condition = matcher.group("condition") == null ? "" : matcher.group("condition"); //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$
		return matcher.group("file") == null ? new KernelPlace(matcher.group("function").replace(" ", ""), "", 0, condition) //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$ //$NON-NLS-4$ //$NON-NLS-5$
				: new KernelPlace("", matcher.group("file"), Integer.parseInt(matcher.group("line")), condition); //$NON-NLS-1$ //$NON-NLS-2$ //$NON-NLS-3$
	}

	/** Sets a breakpoint there. */
	public KernelBreakpoint set() throws CoreException {
		return line > 0 ? KernelBreakpoint.atLine(file, line, condition) : KernelBreakpoint.atFunction(function, condition);
	}
}
