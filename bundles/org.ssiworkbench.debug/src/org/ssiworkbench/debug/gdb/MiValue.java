package org.ssiworkbench.debug.gdb;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A value in gdb's machine interface. What is not there is answered with an empty value. Immutable. */
public sealed interface MiValue {
	/** Nothing. */
	MiValue NONE = new Text("");

	/** A C string, unescaped. */
	record Text(String text) implements MiValue {
	}

	/** Named values in their order; of several of one name, the first. */
	record Tuple(Map<String, MiValue> parts) implements MiValue {
	}

	/** Values; the names that gdb gives to all elements of some lists are left out. */
	record Sequence(List<MiValue> elements) implements MiValue {
	}

	/** A part of a tuple. */
	default MiValue get(String name) {
		return this instanceof Tuple tuple ? tuple.parts.getOrDefault(name, NONE) : NONE;
	}

	/** The text of a part. */
	default String text(String name) {
		return get(name) instanceof Text text ? text.text : "";
	}

	/** A part that is a decimal number; {@code otherwise} when it is none. */
	default int number(String name, int otherwise) {
		try {
			return Integer.parseInt(text(name));
		} catch (NumberFormatException e) {
			return otherwise;
		}
	}

	/** The elements of a part that is a list. */
	default List<MiValue> list(String name) {
		return get(name) instanceof Sequence sequence ? sequence.elements : List.of();
	}

	/** The elements of a part, as {@link #list}. */
	default Stream<MiValue> stream(String name) {
		return list(name).stream();
	}
}
