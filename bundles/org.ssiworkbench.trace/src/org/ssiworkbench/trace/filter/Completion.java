package org.ssiworkbench.trace.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.index.TraceIndex;

/** Proposes what can be written at a place in a filter. */
final class Completion {
	private static final int MAX = 200;

	private final Vocabulary vocabulary;
	private final TraceIndex index;

	/** @param index whose values are proposed, null for none */
	Completion(Vocabulary vocabulary, TraceIndex index) {
		this.vocabulary = vocabulary;
		this.index = index;
	}

	List<Proposal> at(String text, int caret) {
		String before = text.substring(0, caret);
		List<Token> tokens;
		try {
			tokens = new ArrayList<>(Scanner.scan(before));
		} catch (FilterException e) {
			return List.of(); // within a quoted text there is nothing to propose
		}
		Token begun = begunWord(tokens, caret);
		Parser parser = new Parser(tokens, vocabulary);
		try {
			parser.parse();
		} catch (FilterException e) {
			if (e.position() < tokens.getLast().start())
				return List.of(); // something is wrong before the caret
		}
		return matching(candidates(parser), begun);
	}

	/** Takes the word that ends at the caret out: it is what is to be completed. */
	private static Token begunWord(List<Token> tokens, int caret) {
		Token last = tokens.size() < 2 ? null : tokens.get(tokens.size() - 2);
		if (last == null || last.sort() != Token.Sort.WORD || last.end() != caret)
			return new Token(Token.Sort.WORD, "", caret, 0);
		tokens.remove(last);
		tokens.set(tokens.size() - 1, new Token(Token.Sort.END, "", last.start(), 0));
		return last;
	}

	private SortedMap<String, String> candidates(Parser parser) {
		return switch (parser.expected) {
		case FIELD -> fields();
		case OPERATOR -> operators();
		case VALUE -> values(parser.field);
		case CONNECTIVE -> new TreeMap<>(Map.of("and", "both", "or", "one or both"));
		};
	}

	private SortedMap<String, String> fields() {
		SortedMap<String, String> fields = new TreeMap<>(vocabulary.fields());
		fields.put("not", "the opposite");
		return fields;
	}

	private static SortedMap<String, String> operators() {
		return new TreeMap<>(Map.of("=", "is", "!=", "is another one than", "~", "contains, or matches a /regular expression/",
				"!~", "does not contain", "<", "less", "<=", "at most", ">", "more", ">=", "at least", "in", "one of {a, b}, or a..b"));
	}

	private SortedMap<String, String> values(String field) {
		SortedMap<String, String> values = new TreeMap<>();
		if (field.equals(FieldWord.KIND))
			for (EventType type : vocabulary.types())
				values.put(type.name(), "kind of event");
		else if (index != null)
			for (String value : KnownValues.of(index, field, MAX))
				values.put(quoted(value), "occurs in the trace");
		return values;
	}

	private static String quoted(String value) {
		return value.matches("[\\w.:+-]+") ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

	private static List<Proposal> matching(SortedMap<String, String> candidates, Token begun) {
		String prefix = begun.text().toLowerCase(Locale.ROOT);
		return candidates.entrySet().stream().filter(candidate -> candidate.getKey().toLowerCase(Locale.ROOT).startsWith(prefix))
				.limit(MAX).map(candidate -> new Proposal(begun.start(), begun.length(), candidate.getKey(), candidate.getValue())).toList();
	}
}
