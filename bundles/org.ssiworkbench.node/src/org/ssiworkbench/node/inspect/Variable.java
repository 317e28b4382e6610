package org.ssiworkbench.node.inspect;

import java.util.List;

/**
 * A named value of a node's state.
 *
 * @param name unique among its siblings
 * @param value text for people; empty if only the parts say something
 * @param parts what it consists of
 */
public record Variable(String name, String value, List<Variable> parts) {
	/** A value without parts. */
	public static Variable of(String name, Object value) {
		return new Variable(name, String.valueOf(value), List.of());
	}
}
