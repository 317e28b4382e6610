package org.ssiworkbench.trace.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ssiworkbench.trace.expression.Expression;
import org.ssiworkbench.trace.expression.ExpressionException;
import org.ssiworkbench.trace.expression.Scope;

class ExpressionTest {
	private static final Scope SCOPE = (name, arguments) -> switch (name) {
	case "clms.master" -> 1L;
	case "clms.state" -> arguments.equals(List.of(3L)) ? "DOWN" : "UP";
	default -> null;
	};

	private static Object value(String text) throws ExpressionException {
		return Expression.parse(text).evaluate(SCOPE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			clms.master | 1
			clms.state(3) = DOWN | 1
			clms.state( 2 )=DOWN | 0
			clms.state(3) = "DOWN" and clms.master >= 1 | 1
			not clms.master = 2 | 1
			clms.master = 2 or clms.master = 3 or 5 > 4 | 1
			1 = 1 or 1 = 2 and 1 = 3 | 1
			(1 = 1 or 1 = 2) and 1 = 3 | 0
			-5 < 3 | 1
			UP != up | 0
			""")
	void meansWhatItSays(String text, long value) throws ExpressionException {
		assertEquals(value, value(text));
	}

	@Test
	void aWordThatNamesNothingStandsForItself() throws ExpressionException {
		assertEquals("DOWN", value("DOWN"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			clms.state(3 | a closing parenthesis is missing
			clms.master = | the expression ends too early
			1 = 1 ) | ')' at place 7 does not belong there
			1 $ 2 | '$ 2' at place 2 is not understood
			clms.nothing | there is no clms.nothing here
			ics.pending(2) = 0 | there is no ics.pending(...) here
			""")
	void saysWhatIsWrong(String text, String message) {
		assertEquals(message, assertThrows(ExpressionException.class, () -> value(text)).getMessage());
	}

	@Test
	void hostileTextIsRefused() {
		assertThrows(ExpressionException.class, () -> value("(".repeat(5000)));
		assertThrows(ExpressionException.class, () -> value("a".repeat(20_000)));
	}
}
