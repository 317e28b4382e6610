package org.ssiworkbench.trace.filter;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.Field;

/** The fields that a filter can ask for, with what they are. */
final class Vocabulary {
	/** For traces of ours. */
	static final Vocabulary OURS = new Vocabulary(Arrays.stream(EventKind.values()).map(EventType::of).toList());

	private static final int MAX_TYPING_ERRORS = 2;

	private final List<EventType> types;
	private final SortedMap<String, String> fields = new TreeMap<>();

	Vocabulary(List<EventType> types) {
		this.types = types;
		for (EventType type : types)
			for (Field field : type.fields())
				fields.merge(field.name().toLowerCase(), "field of " + type.name(),
						(known, more) -> known.contains(",") ? known.endsWith(", ...") ? known : known + ", ..." : known + ", " + type.name());
		for (String[] word : FieldWord.ALL)
			fields.put(word[0], word[1]);
	}

	List<EventType> types() {
		return types;
	}

	boolean knows(String field) {
		return fields.containsKey(field);
	}

	/** Names and meanings. */
	SortedMap<String, String> fields() {
		return fields;
	}

	/** Ends a message about an unknown name: with the one that was meant, perhaps. */
	String suggestion(String name) {
		return fields.keySet().stream().min(Comparator.comparingInt(field -> distance(name, field)))
				.filter(field -> distance(name, field) <= MAX_TYPING_ERRORS).map(field -> "; did you mean '" + field + "'?")
				.orElse("; complete the text to see all fields");
	}

	/** How many letters have to be changed, added or left out (Levenshtein 1966). */
	private static int distance(String a, String b) {
		int[] row = new int[b.length() + 1];
		Arrays.setAll(row, i -> i);
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int above = row[j];
				int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
				row[j] = Math.min(Math.min(above, row[j - 1]) + 1, changed);
				diagonal = above;
			}
		}
		return row[b.length()];
	}
}
