package org.ssiworkbench.debug.gdb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.debug.gdb.MiRecord.Event;
import org.ssiworkbench.debug.gdb.MiRecord.Other;
import org.ssiworkbench.debug.gdb.MiRecord.Output;
import org.ssiworkbench.debug.gdb.MiRecord.Prompt;
import org.ssiworkbench.debug.gdb.MiRecord.Result;
import org.ssiworkbench.debug.gdb.MiValue.Sequence;
import org.ssiworkbench.debug.gdb.MiValue.Text;
import org.ssiworkbench.debug.gdb.MiValue.Tuple;

/**
 * Reads one line of gdb's machine interface, as the grammar in section "GDB/MI Output Syntax" of gdb's manual has it. A line
 * that breaks the grammar, or nests deeper than {@value #DEPTH}, becomes an {@link Other}.
 */
public final class MiParser {
	private static final int DEPTH = 200;
	private static final int OCTAL = 8;
	private static final int OCTAL_DIGITS = 3;

	private final String line;
	private int at;
	private int depth;

	private MiParser(String line) {
		this.line = line;
	}

	/** The record of a line without its end. */
	public static MiRecord parse(String line) {
		try {
			return new MiParser(line).record();
		} catch (Malformed e) {
			return new Other(line);
		}
	}

	private static final class Malformed extends Exception {
		private static final long serialVersionUID = 1L;
	}

	private MiRecord record() throws Malformed {
		if (line.strip().equals("(gdb)"))
			return new Prompt();
		long token = token();
		char kind = take();
		MiRecord record = switch (kind) {
		case '^' -> new Result(token, word(), values());
		case '*', '+', '=' -> new Event(word(), values());
		case '~', '@', '&' -> new Output(kind, string());
		default -> throw new Malformed();
		};
		if (at != line.length())
			throw new Malformed();
		return record;
	}

	private long token() throws Malformed {
		int begin = at;
		while (at < line.length() && Character.isDigit(line.charAt(at)))
			at++;
		try {
			return at == begin ? -1 : Long.parseLong(line.substring(begin, at));
		} catch (NumberFormatException e) {
			throw new Malformed();
		}
	}

	private char peek() throws Malformed {
		if (at >= line.length())
			throw new Malformed();
		return line.charAt(at);
	}

	private char take() throws Malformed {
		char taken = peek();
		at++;
		return taken;
	}

	private void expect(char wanted) throws Malformed {
		if (take() != wanted)
			throw new Malformed();
	}

	/** Up to a comma, an equals sign or the end. */
	private String word() throws Malformed {
		int begin = at;
		while (at < line.length() && line.charAt(at) != ',' && line.charAt(at) != '=')
			at++;
		if (at == begin)
			throw new Malformed();
		return line.substring(begin, at);
	}

	private Tuple values() throws Malformed {
		Map<String, MiValue> values = new LinkedHashMap<>();
		while (at < line.length()) {
			expect(',');
			named(values);
		}
		return new Tuple(values);
	}

	private void named(Map<String, MiValue> into) throws Malformed {
		String name = word();
		expect('=');
		into.putIfAbsent(name, value());
	}

	private MiValue value() throws Malformed {
		if (depth == DEPTH)
			throw new Malformed();
		depth++;
		MiValue value = switch (peek()) {
		case '"' -> new Text(string());
		case '{' -> tuple();
		case '[' -> sequence();
		default -> throw new Malformed();
		};
		depth--;
		return value;
	}

	private Tuple tuple() throws Malformed {
		Map<String, MiValue> values = new LinkedHashMap<>();
		expect('{');
		while (peek() != '}') {
			named(values);
			if (peek() != '}')
				expect(',');
		}
		at++;
		return new Tuple(values);
	}

	private Sequence sequence() throws Malformed {
		List<MiValue> elements = new ArrayList<>();
		expect('[');
		while (peek() != ']') {
			elements.add(element());
			if (peek() != ']')
				expect(',');
		}
		at++;
		return new Sequence(elements);
	}

	private MiValue element() throws Malformed {
		if ("\"{[".indexOf(peek()) < 0) {
			word();
			expect('=');
		}
		return value();
	}

	/** gdb escapes bytes, not characters. */
	private String string() throws Malformed {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		expect('"');
		int plain = at;
		for (char next = take(); next != '"'; next = take())
			if (next == '\\') {
				bytes.writeBytes(line.substring(plain, at - 1).getBytes(StandardCharsets.UTF_8));
				bytes.write(escaped());
				plain = at;
			}
		bytes.writeBytes(line.substring(plain, at - 1).getBytes(StandardCharsets.UTF_8));
		return bytes.toString(StandardCharsets.UTF_8);
	}

	private int escaped() throws Malformed {
		char escaped = take();
		return switch (escaped) {
		case 'n' -> '\n';
		case 't' -> '\t';
		case 'r' -> '\r';
		case 'f' -> '\f';
		case 'b' -> '\b';
		case 'v' -> 0x0B;
		case 'a' -> 0x07;
		case 'e' -> 0x1B;
		case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(escaped - '0');
		default -> escaped;
		};
	}

	private int octal(int first) throws Malformed {
		int value = first;
		for (int digits = 1; digits < OCTAL_DIGITS && peek() >= '0' && peek() <= '7'; digits++)
			value = value * OCTAL + take() - '0';
		return value;
	}

	/** A text as a C string for a command. */
	public static String quote(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (char letter : text.toCharArray())
			switch (letter) {
			case '"', '\\' -> quoted.append('\\').append(letter);
			case '\n' -> quoted.append("\\n");
			default -> quoted.append(letter);
			}
		return quoted.append('"').toString();
	}
}
