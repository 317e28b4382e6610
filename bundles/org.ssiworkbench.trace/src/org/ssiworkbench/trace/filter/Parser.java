package org.ssiworkbench.trace.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Understands a filter's text. What it expects at the end of the text is what completion proposes. */
final class Parser {
	private static final int MAX_DEPTH = 100;
	static final List<String> OPERATORS = List.of("=", "!=", "~", "!~", "<", "<=", ">", ">=", "in");

	/** What can come next. */
	enum Expected {
		FIELD, OPERATOR, VALUE, CONNECTIVE
	}

	private final Vocabulary vocabulary;
	private final List<Token> tokens;
	private int next;
	private int depth;
	Expected expected = Expected.FIELD;
	/** The field whose operator or value is expected. */
	String field;

	Parser(List<Token> tokens, Vocabulary vocabulary) {
		this.tokens = tokens;
		this.vocabulary = vocabulary;
	}

	/** The whole text as one condition. */
	Condition parse() throws FilterException {
		if (peek().sort() == Token.Sort.END)
			return new Condition.And(List.of());
		Condition whole = or();
		if (peek().sort() != Token.Sort.END)
			throw fault(peek(), "expected 'and', 'or' or the end, found " + peek().shown());
		return whole;
	}

	private Condition or() throws FilterException {
		List<Condition> parts = new ArrayList<>(List.of(and()));
		while (accept("or"))
			parts.add(and());
		return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
	}

	private Condition and() throws FilterException {
		List<Condition> parts = new ArrayList<>(List.of(not()));
		while (accept("and"))
			parts.add(not());
		return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
	}

	private Condition not() throws FilterException {
		expected = Expected.FIELD;
		if (++depth > MAX_DEPTH)
			throw fault(peek(), "the filter is nested too deeply");
		try {
			if (accept("not"))
				return new Condition.Not(not());
			if (!accept("("))
				return test();
			Condition inner = or();
			if (!accept(")"))
				throw fault(peek(), "expected ')', found " + peek().shown());
			return inner;
		} finally {
			depth--;
		}
	}

	private Condition test() throws FilterException {
		Token name = take();
		if (name.sort() != Token.Sort.WORD)
			throw fault(name, "expected the name of a field such as kind or service, found " + name.shown());
		field = name.text().toLowerCase(Locale.ROOT);
		if (!vocabulary.knows(field))
			throw fault(name, "there is no field '" + name.text() + "'" + vocabulary.suggestion(field));
		expected = Expected.OPERATOR;
		Token operator = take();
		if (OPERATORS.stream().noneMatch(operator::is) && !operator.is("=="))
			throw fault(operator, "expected one of " + String.join(" ", OPERATORS) + " after " + name.text() + ", found " + operator.shown());
		expected = Expected.VALUE;
		Values values = operator.is("in") ? set() : values(operator, take());
		expected = Expected.CONNECTIVE;
		return new Condition.Test(field, values);
	}

	private Values values(Token operator, Token value) throws FilterException {
		return switch (operator.text()) {
		case "=", "==" -> equal(value);
		case "!=" -> others(equal(value));
		case "~" -> containing(value);
		case "!~" -> others(containing(value));
		default -> compared(operator.text(), number(value));
		};
	}

	/** {@code in {a, b}}, {@code in (a, b)} or {@code in a..b}. */
	private Values set() throws FilterException {
		if (accept("{"))
			return set("}");
		if (accept("("))
			return set(")");
		return item();
	}

	private Values set(String close) throws FilterException {
		List<Values> items = new ArrayList<>();
		do
			items.add(item());
		while (accept(","));
		if (!accept(close))
			throw fault(peek(), "expected ',' or '" + close + "', found " + peek().shown());
		long[][] ranges = items.stream().flatMap(item -> List.of(item.ranges()).stream()).toArray(long[][]::new);
		return new Values(ranges, text -> items.stream().anyMatch(item -> item.texts().test(text)));
	}

	private Values item() throws FilterException {
		Token first = take();
		if (!peek().is(".."))
			return equal(first);
		take();
		long from = number(first);
		Token last = take();
		long to = number(last);
		if (to < from)
			throw fault(last, "the range ends before it begins");
		return numbers(new long[][] { { from, to } });
	}

	private Values equal(Token value) throws FilterException {
		requireValue(value);
		if (value.sort() == Token.Sort.PATTERN)
			throw fault(value, "a regular expression needs ~ instead of =");
		Predicate<String> texts = value.sort() == Token.Sort.TEXT ? value.text()::equals : value.text()::equalsIgnoreCase;
		Long number = value.sort() == Token.Sort.TEXT ? null : numberOf(value);
		return new Values(number == null ? new long[0][] : new long[][] { { number, number } }, texts);
	}

	/** Words that look like numbers must be some, or a typing error would quietly find nothing. */
	private static Long numberOf(Token value) throws FilterException {
		Long number = Quantity.parse(value.text());
		if (number == null && value.text().matches("[+-]?[0-9.]+[a-zA-Zµ]{0,3}"))
			throw fault(value, value.shown() + " is no number with a unit; units are ns us ms s min h B kB MB GB KiB MiB GiB");
		return number;
	}

	private static Values containing(Token value) throws FilterException {
		requireValue(value);
		if (value.sort() == Token.Sort.PATTERN)
			return new Values(new long[0][], pattern(value));
		String part = value.text().toLowerCase(Locale.ROOT);
		return new Values(new long[0][], text -> text.toLowerCase(Locale.ROOT).contains(part));
	}

	private static Predicate<String> pattern(Token value) throws FilterException {
		try {
			Pattern pattern = Pattern.compile(value.text());
			return text -> BoundedText.find(pattern, text);
		} catch (PatternSyntaxException e) {
			throw new FilterException(value.start() + 1 + Math.max(0, e.getIndex()), 1,
					"the regular expression is wrong there: " + e.getDescription());
		}
	}

	private static Values compared(String operator, long number) {
		long[] range = switch (operator) {
		case "<" -> new long[] { Long.MIN_VALUE, number - 1 };
		case "<=" -> new long[] { Long.MIN_VALUE, number };
		case ">" -> new long[] { number + 1, Long.MAX_VALUE };
		default -> new long[] { number, Long.MAX_VALUE };
		};
		boolean none = operator.equals("<") && number == Long.MIN_VALUE || operator.equals(">") && number == Long.MAX_VALUE;
		return numbers(none ? new long[0][] : new long[][] { range });
	}

	private static Values numbers(long[][] ranges) {
		return new Values(ranges, text -> false);
	}

	/** All other values than those that equal one. */
	private static Values others(Values values) {
		Predicate<String> texts = values.texts().negate();
		if (values.ranges().length == 0)
			return new Values(new long[][] { { Long.MIN_VALUE, Long.MAX_VALUE } }, texts);
		long value = values.ranges()[0][0];
		if (value == Long.MIN_VALUE)
			return new Values(new long[][] { { value + 1, Long.MAX_VALUE } }, texts);
		long[] below = { Long.MIN_VALUE, value - 1 };
		return new Values(value == Long.MAX_VALUE ? new long[][] { below } : new long[][] { below, { value + 1, Long.MAX_VALUE } }, texts);
	}

	private static long number(Token value) throws FilterException {
		requireValue(value);
		Long number = value.sort() == Token.Sort.WORD ? Quantity.parse(value.text()) : null;
		if (number == null)
			throw fault(value, value.shown() + " is no number; write one such as 3, 1.5s, 64KiB or 0xff");
		return number;
	}

	private static void requireValue(Token value) throws FilterException {
		if (value.sort() == Token.Sort.END || value.sort() == Token.Sort.SIGN)
			throw fault(value, "expected a value, found " + value.shown());
	}

	private boolean accept(String word) {
		if (!peek().is(word))
			return false;
		next++;
		return true;
	}

	private Token peek() {
		return tokens.get(next);
	}

	private Token take() {
		Token token = tokens.get(next);
		if (token.sort() != Token.Sort.END)
			next++;
		return token;
	}

	private static FilterException fault(Token token, String message) {
		return new FilterException(token.start(), token.length(), message);
	}
}
