package org.ssiworkbench.trace.expression;

import java.util.List;

/** What the names of an expression mean. */
@FunctionalInterface
public interface Scope {
	/**
	 * The value of a name such as {@code clms.master}, or of a call such as {@code clms.state(3)}.
	 *
	 * @param arguments empty for a name
	 * @return a {@link Long} or {@link String}; null when the name means nothing here
	 * @throws ExpressionException when the arguments do not fit
	 */
	Object value(String name, List<Object> arguments) throws ExpressionException;
}
