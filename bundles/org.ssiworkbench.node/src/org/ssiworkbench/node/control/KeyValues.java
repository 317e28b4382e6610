package org.ssiworkbench.node.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** UTF-8 {@code key=value} lines, sorted by key: the text payload of the control line's frames. */
final class KeyValues {
	private final SortedMap<String, String> values;

	KeyValues() {
		this(new TreeMap<>());
	}

	private KeyValues(SortedMap<String, String> values) {
		this.values = values;
	}

	static KeyValues decode(byte[] payload) throws IOException {
		TreeMap<String, String> values = new TreeMap<>();
		String text = new String(payload, StandardCharsets.UTF_8);
		int begin = 0;
		while (begin < text.length()) {
			int end = text.indexOf('\n', begin);
			if (end < 0)
				end = text.length();
			if (end > begin) {
				int sign = text.indexOf('=', begin);
				if (sign <= begin || sign >= end)
					throw new IOException("not a key=value line: " + text.substring(begin, end));
				values.put(text.substring(begin, sign), text.substring(sign + 1, end));
			}
			begin = end + 1;
		}
		return new KeyValues(values);
	}

	byte[] encode() {
		StringBuilder text = new StringBuilder();
		for (var entry : values.entrySet())
			text.append(entry.getKey()).append('=').append(entry.getValue()).append('\n');
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	KeyValues put(String key, Object value) {
		String text = String.valueOf(value);
		if (key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf('\n') >= 0 || text.indexOf('\n') >= 0)
			throw new IllegalArgumentException("neither '=' in a key nor a line break may be in " + key + "=" + text);
		values.put(key, text);
		return this;
	}

	/** Removes and returns a value that must be there. */
	String take(String key) throws IOException {
		String value = values.remove(key);
		if (value == null)
			throw new IOException("the line " + key + "=... is missing");
		return value;
	}

	long takeLong(String key) throws IOException {
		return parse(key, take(key));
	}

	int takeInt(String key) throws IOException {
		long value = takeLong(key);
		if (value != (int) value)
			throw new IOException(key + "=" + value + " is out of range");
		return (int) value;
	}

	SortedSet<Integer> takeNumbers(String key) throws IOException {
		TreeSet<Integer> numbers = new TreeSet<>();
		for (String word : words(take(key)))
			numbers.add((int) parse(key, word));
		return numbers;
	}

	/** What was not taken. */
	SortedMap<String, String> rest() {
		return values;
	}

	static String join(Iterable<?> items) {
		StringBuilder text = new StringBuilder();
		for (Object item : items) {
			if (text.length() > 0)
				text.append(' ');
			text.append(item);
		}
		return text.toString();
	}

	static String[] words(String text) {
		return text.isEmpty() ? new String[0] : text.split(" ");
	}

	static long parse(String key, String number) throws IOException {
		try {
			return Long.parseLong(number);
		} catch (NumberFormatException e) {
			throw new IOException(key + ": " + number + " is not a number", e);
		}
	}
}
