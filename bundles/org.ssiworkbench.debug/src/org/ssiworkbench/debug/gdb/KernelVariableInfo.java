package org.ssiworkbench.debug.gdb;

/**
 * A variable of a kernel, or a part of one.
 *
 * @param name its own name
 * @param expression how an expression names it; empty when none can
 * @param type its type in C
 * @param value for people; empty for a structure or an array
 * @param hasParts whether it is a structure, an array, or points to something
 */
public record KernelVariableInfo(String name, String expression, String type, String value, boolean hasParts) {
	static KernelVariableInfo of(MiValue variable) {
		String type = variable.text("type");
		String value = variable.text("value");
		boolean points = type.endsWith("*") && !type.matches("(const )?(volatile )?(unsigned |signed )?(void|char) \\*");
		boolean optimizedOut = value.equals("<optimized out>");
		return new KernelVariableInfo(variable.text("name"), variable.text("name"), type, value, !optimizedOut && (value.isEmpty() || points));
	}

	/** What gdb calls a variable object. */
	static KernelVariableInfo expression(String expression, MiValue object) {
		return object(expression, expression, object);
	}

	/** What gdb calls the child of one. */
	static KernelVariableInfo part(MiValue child, String expression) {
		return object(child.text("exp"), expression, child);
	}

	private static KernelVariableInfo object(String name, String expression, MiValue object) {
		String value = object.text("value");
		boolean isPlaceholder = value.startsWith("{") || value.startsWith("[");
		return new KernelVariableInfo(name, expression, object.text("type"), isPlaceholder ? "" : value,
				object.number("numchild", 0) > 0 && !expression.isEmpty());
	}
}
