package org.ssiworkbench.trace.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * An expression over a node's state. Numbers are integers; a word that names nothing stands for itself, so that
 * {@code clms.state(3) = DOWN} needs no quotes. Signs, weakest first: {@code or}, {@code and}, {@code not}, then
 * {@code = != < <= > >=}. Truth is 1, falsehood 0. Immutable.
 */
public final class Expression {
	private final String text;
	private final Term term;

	private Expression(String text, Term term) {
		this.text = text;
		this.term = term;
	}

	/** Understands an expression. */
	public static Expression parse(String text) throws ExpressionException {
		return new Expression(text, new Parser(text).parse());
	}

	/** Its value, a {@link Long} or {@link String}. */
	public Object evaluate(Scope scope) throws ExpressionException {
		return term.evaluate(scope);
	}

	/** Whether it is anything but 0 or empty. */
	public boolean isTrue(Scope scope) throws ExpressionException {
		return truth(evaluate(scope));
	}

	@Override
	public String toString() {
		return text;
	}

	private static boolean truth(Object value) {
		return value instanceof Long number ? number != 0 : !value.toString().isEmpty();
	}

	private static Object truth(boolean value) {
		return value ? 1L : 0L;
	}

	/** A part of an expression. */
	sealed interface Term {
		Object evaluate(Scope scope) throws ExpressionException;
	}

	record Constant(Object value) implements Term {
		@Override
		public Object evaluate(Scope scope) {
			return value;
		}
	}

	record Name(String name, List<Term> arguments, boolean call) implements Term {
		@Override
		public Object evaluate(Scope scope) throws ExpressionException {
			List<Object> values = new ArrayList<>();
			for (Term argument : arguments)
				values.add(argument.evaluate(scope));
			Object value = scope.value(name, values);
			if (value == null && (call || name.indexOf('.') >= 0))
				throw new ExpressionException("there is no " + name + (call ? "(...)" : "") + " here");
			return value == null ? name : value;
		}
	}

	record Not(Term term) implements Term {
		@Override
		public Object evaluate(Scope scope) throws ExpressionException {
			return truth(!truth(term.evaluate(scope)));
		}
	}

	record Both(Term left, Term right, boolean and) implements Term {
		@Override
		public Object evaluate(Scope scope) throws ExpressionException {
			boolean first = truth(left.evaluate(scope));
			return first == and ? truth(truth(right.evaluate(scope))) : truth(first);
		}
	}

	record Comparison(Term left, String sign, Term right) implements Term {
		@Override
		public Object evaluate(Scope scope) throws ExpressionException {
			int order = order(left.evaluate(scope), right.evaluate(scope));
			return truth(switch (sign) {
			case "=" -> order == 0;
			case "!=" -> order != 0;
			case "<" -> order < 0;
			case "<=" -> order <= 0;
			case ">" -> order > 0;
			default -> order >= 0;
			});
		}

		private static int order(Object a, Object b) {
			return a instanceof Long left && b instanceof Long right ? left.compareTo(right)
					: a.toString().compareToIgnoreCase(b.toString());
		}
	}
}
