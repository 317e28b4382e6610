package org.ssiworkbench.trace.internal;

import java.util.List;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Field;

/**
 * How one kind of event is written in a trace, which may be older or newer than this program.
 *
 * @param name the event's name in the trace
 * @param kind null if this program does not know it
 * @param text for each written field whether it is text (else a 64-bit integer)
 * @param target for each written field its index among the kind's fields, -1 if the kind has no such field
 */
public record EventLayout(String name, EventKind kind, boolean[] text, int[] target) {

	static EventLayout of(String name, List<String> declarations) {
		EventKind kind = kind(name);
		boolean[] text = new boolean[declarations.size()];
		int[] target = new int[declarations.size()];
		for (int i = 0; i < text.length; i++) {
			String declaration = declarations.get(i);
			text[i] = declaration.startsWith("string ");
			target[i] = kind == null ? -1 : index(kind, declaration);
		}
		return new EventLayout(name, kind, text, target);
	}

	private static EventKind kind(String name) {
		for (EventKind kind : EventKind.values())
			if (kind.traceName().equals(name))
				return kind;
		return null;
	}

	private static int index(EventKind kind, String declaration) {
		List<Field> fields = kind.fields();
		for (int i = 0; i < fields.size(); i++)
			if (declaration.equals(MetadataText.typeName(fields.get(i)) + ' ' + fields.get(i).name()))
				return i;
		return -1;
	}
}
