package org.ssiworkbench.node.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.ssiworkbench.node.inspect.Variable;
import org.ssiworkbench.node.inspect.VariableScope;
import org.ssiworkbench.node.inspect.VariableText;
import org.ssiworkbench.trace.expression.Expression;
import org.ssiworkbench.trace.expression.ExpressionException;

class VariablesTest {
	private static final List<Variable> ALL = List.of(Variable.of("node", 1),
			new Variable("clms", "1=UP 3=DOWN", List.of(Variable.of("master", 1),
					new Variable("state", "", List.of(Variable.of("1", "UP"), Variable.of("3", "DOWN"))))),
			new Variable("ics", "", List.of(new Variable("node 3", "", List.of(Variable.of("pending", 2))))),
			new Variable("load", "12", List.of(Variable.of("1", 12))));

	private static Object value(String text) throws ExpressionException {
		return Expression.parse(text).evaluate(new VariableScope(ALL));
	}

	@Test
	void expressionsNameVariables() throws ExpressionException {
		assertEquals(1L, value("node"));
		assertEquals("DOWN", value("clms.state(3)"));
		assertEquals(2L, value("ics.pending(3)"));
		assertEquals(12L, value("load(1)"));
		assertEquals(1L, value("clms.master = 1 and clms.state(3) = DOWN and ics.pending(3) > 1"));
	}

	@Test
	void theirTextGivesThemBack() {
		assertEquals(ALL, VariableText.decode(VariableText.encode(ALL)));
		assertEquals(List.of(Variable.of("a b", "c d")), VariableText.decode(VariableText.encode(List.of(Variable.of("a\tb", "c\nd")))));
		assertEquals(List.of(), VariableText.decode("nonsense\n"));
	}
}
