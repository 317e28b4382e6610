package org.ssiworkbench.trace.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.ssiworkbench.trace.expression.Expression.Both;
import org.ssiworkbench.trace.expression.Expression.Comparison;
import org.ssiworkbench.trace.expression.Expression.Constant;
import org.ssiworkbench.trace.expression.Expression.Name;
import org.ssiworkbench.trace.expression.Expression.Not;
import org.ssiworkbench.trace.expression.Expression.Term;

/** Reads an expression by recursive descent. */
final class Parser {
	private static final int MAX_LENGTH = 10_000;
	private static final int MAX_DEPTH = 50;
	private static final Pattern TOKEN = Pattern.compile("\\s*(?:(-?\\d{1,18})|([A-Za-z_][\\w.]*)|\"([^\"]*)\"|(!=|<=|>=|[=<>(),]))");
	private static final Set<String> COMPARISONS = Set.of("=", "!=", "<", "<=", ">", ">=");

	private final String text;
	private final Matcher matcher;
	/** The token that comes next, null at the end. */
	private String next;
	private boolean quoted;
	private int depth;

	Parser(String text) throws ExpressionException {
		if (text.length() > MAX_LENGTH)
			throw new ExpressionException("the expression is longer than " + MAX_LENGTH + " characters");
		this.text = text.stripTrailing();
		matcher = TOKEN.matcher(this.text);
		advance(0);
	}

	Term parse() throws ExpressionException {
		Term term = either();
		if (next != null)
			throw unexpected();
		return term;
	}

	private void advance(int from) throws ExpressionException {
		if (from == text.length()) {
			next = null;
			return;
		}
		matcher.region(from, text.length());
		if (!matcher.lookingAt())
			throw new ExpressionException("'" + text.substring(from).strip() + "' at place " + (from + 1) + " is not understood");
		quoted = matcher.group(3) != null;
		next = quoted ? matcher.group(3) : matcher.group().strip();
	}

	private String take() throws ExpressionException {
		String taken = next;
		if (taken == null)
			throw new ExpressionException("the expression ends too early");
		advance(matcher.end());
		return taken;
	}

	private boolean takeIf(String word) throws ExpressionException {
		boolean there = word.equals(next) && !quoted;
		if (there)
			take();
		return there;
	}

	private ExpressionException unexpected() {
		return new ExpressionException("'" + next + "' at place " + (matcher.end() - next.length() + 1) + " does not belong there");
	}

	private Term either() throws ExpressionException {
		if (++depth > MAX_DEPTH)
			throw new ExpressionException("the expression is nested too deeply");
		Term term = both();
		while (takeIf("or"))
			term = new Both(term, both(), false);
		depth--;
		return term;
	}

	private Term both() throws ExpressionException {
		Term term = negation();
		while (takeIf("and"))
			term = new Both(term, negation(), true);
		return term;
	}

	private Term negation() throws ExpressionException {
		boolean negated = false;
		while (takeIf("not"))
			negated = !negated;
		Term term = comparison();
		return negated ? new Not(term) : term;
	}

	private Term comparison() throws ExpressionException {
		Term left = operand();
		if (next == null || quoted || !COMPARISONS.contains(next))
			return left;
		String sign = take();
		return new Comparison(left, sign, operand());
	}

	private Term operand() throws ExpressionException {
		if (takeIf("(")) {
			Term term = either();
			close();
			return term;
		}
		if (next == null)
			throw new ExpressionException("the expression ends too early");
		boolean isNumber = matcher.group(1) != null;
		boolean isName = matcher.group(2) != null;
		if (!isNumber && !isName && !quoted)
			throw unexpected();
		String word = take();
		if (isNumber)
			return new Constant(Long.parseLong(word));
		return isName ? name(word) : new Constant(word);
	}

	private Term name(String name) throws ExpressionException {
		List<Term> arguments = new ArrayList<>();
		if (!takeIf("("))
			return new Name(name, arguments, false);
		if (!takeIf(")")) {
			do
				arguments.add(either());
			while (takeIf(","));
			close();
		}
		return new Name(name, arguments, true);
	}

	private void close() throws ExpressionException {
		if (!takeIf(")"))
			throw next == null ? new ExpressionException("a closing parenthesis is missing") : unexpected();
	}
}
