package org.ssiworkbench.trace.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.TraceFormatException;

/**
 * Parses the part of the Trace Stream Description Language that our metadata is written in: blocks of {@code key = value;}
 * and {@code key := struct { type name; ... };}, and {@code typealias integer { ... } := name;}.
 */
public final class Tsdl {

	/**
	 * One block.
	 *
	 * @param name trace, env, clock, stream, event; typealias, which has its name as the value {@code :=}
	 * @param line where it begins
	 * @param values the assignments; texts without their quotes
	 * @param structs the declarations of each struct, as {@code type name} or {@code type name[n]}
	 */
	public record Block(String name, int line, Map<String, String> values, Map<String, List<String>> structs) {

		/** The value of a key; an exception when there is none. */
		public String value(String key) throws TraceFormatException {
			String value = values.get(key);
			if (value == null)
				throw new TraceFormatException("metadata line " + line + ": " + name + " lacks " + key);
			return value;
		}

		/** The value of a key as a number; an exception when there is none. */
		public long number(String key) throws TraceFormatException {
			String value = value(key);
			try {
				return Long.parseLong(value);
			} catch (NumberFormatException e) {
				throw new TraceFormatException(
						"metadata line " + line + ": " + key + " of " + name + " is not a number: " + value);
			}
		}
	}

	private static final String ALIAS_NAME = ":=";
	private static final String STRUCT = "struct";

	private final TsdlScanner scanner;

	private Tsdl(String text) throws TraceFormatException {
		scanner = new TsdlScanner(text);
	}

	/** All blocks, in the order of the text. */
	public static List<Block> parse(String text) throws TraceFormatException {
		return new Tsdl(text).blocks();
	}

	private List<Block> blocks() throws TraceFormatException {
		List<Block> blocks = new ArrayList<>();
		while (!scanner.atEnd()) {
			int line = scanner.line();
			String name = scanner.word();
			Block block = new Block(name, line, new LinkedHashMap<>(), new LinkedHashMap<>());
			if (name.equals("typealias"))
				alias(block);
			else
				body(block);
			scanner.expect(";");
			blocks.add(block);
		}
		return blocks;
	}

	private void alias(Block block) throws TraceFormatException {
		scanner.expect("integer");
		body(block);
		scanner.expect(":=");
		block.values().put(ALIAS_NAME, scanner.word());
	}

	private void body(Block block) throws TraceFormatException {
		scanner.expect("{");
		while (!scanner.accept("}")) {
			String key = scanner.word();
			if (scanner.accept("="))
				block.values().put(key, scanner.value());
			else {
				scanner.expect(":=");
				block.structs().put(key, struct());
			}
			scanner.expect(";");
		}
	}

	private List<String> struct() throws TraceFormatException {
		List<String> declarations = new ArrayList<>();
		scanner.expect(STRUCT);
		scanner.expect("{");
		while (!scanner.accept("}")) {
			String declaration = scanner.word() + ' ' + scanner.word();
			if (scanner.accept("[")) {
				declaration += '[' + scanner.word() + ']';
				scanner.expect("]");
			}
			scanner.expect(";");
			declarations.add(declaration);
		}
		return declarations;
	}
}
