package org.ssiworkbench.trace.export;

import java.util.Locale;

/** Builds JSON objects and arrays, each value after the other. */
final class JsonText {
	private final StringBuilder text = new StringBuilder();
	private boolean first = true;

	JsonText open(char bracket) {
		separate();
		text.append(bracket);
		first = true;
		return this;
	}

	JsonText close(char bracket) {
		text.append(bracket);
		first = false;
		return this;
	}

	/** Begins a member of an object; its value comes next. */
	JsonText name(String name) {
		separate();
		quote(name);
		text.append(':');
		first = true;
		return this;
	}

	JsonText member(String name, String value) {
		name(name).separate();
		quote(value);
		return this;
	}

	JsonText member(String name, long value) {
		name(name).separate();
		text.append(value);
		return this;
	}

	/** A value as it is, such as a decimal number. */
	JsonText raw(String name, String value) {
		name(name).separate();
		text.append(value);
		return this;
	}

	/** A value of a trace's field. */
	JsonText member(String name, Object value) {
		return value instanceof Long number ? member(name, number.longValue()) : member(name, String.valueOf(value));
	}

	@Override
	public String toString() {
		return text.toString();
	}

	private void separate() {
		if (!first)
			text.append(',');
		first = false;
	}

	private void quote(String value) {
		text.append('"');
		for (int i = 0; i < value.length(); i++) {
			char character = value.charAt(i);
			if (character == '"' || character == '\\')
				text.append('\\').append(character);
			else if (character < ' ' || character == '\u007f' || Character.isSurrogate(character))
				text.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
			else
				text.append(character);
		}
		text.append('"');
	}
}
