package org.ssiworkbench.simulator.process;

import java.util.ArrayList;
import java.util.List;

/**
 * A simulated program, written as steps with semicolons between them, such as
 * {@code memory 65536; fork { compute 2s; exit 3 }; sleep 20ms; wait}. Steps are compute TIME, sleep TIME, fork { STEPS },
 * wait, memory BYTES, dirty BYTES (a second), hold (cannot be moved), exit CODE. A time is a number with ns, us, ms or s. A
 * program that has no further step exits with 0.
 */
final class Program {
	private final List<Step> steps = new ArrayList<>();
	private final String script;
	private int at;

	private Program(String script) {
		this.script = script;
	}

	/** Reads a script; {@link IllegalArgumentException} says what is wrong with it, and where. */
	static Program parse(String script) {
		Program program = new Program(script);
		program.blanks();
		while (program.at < script.length()) {
			program.steps.add(program.step());
			program.blanks();
			if (program.at < script.length())
				program.expect(';');
			program.blanks();
		}
		return program;
	}

	/** A step; behind the last one, the end. */
	Step step(int index) {
		return index < steps.size() ? steps.get(index) : new Step.Exit(0);
	}

	String script() {
		return script;
	}

	private Step step() {
		String name = word();
		return switch (name) {
		case "compute" -> new Step.Compute(time());
		case "sleep" -> new Step.Sleep(time());
		case "fork" -> new Step.Fork(block());
		case "wait" -> new Step.Wait();
		case "memory" -> new Step.Memory(number(word()));
		case "dirty" -> new Step.Dirty(number(word()));
		case "hold" -> new Step.Hold();
		case "exit" -> new Step.Exit((int) number(word()));
		default -> throw wrong("no such step: " + name);
		};
	}

	private String block() {
		blanks();
		expect('{');
		int begin = at;
		for (int depth = 1; depth > 0; at++) {
			if (at == script.length())
				throw wrong("a { without its }");
			depth += script.charAt(at) == '{' ? 1 : script.charAt(at) == '}' ? -1 : 0;
		}
		return script.substring(begin, at - 1).strip();
	}

	private long time() {
		String text = word();
		if (text.endsWith("ns"))
			return number(text.substring(0, text.length() - 2));
		if (text.endsWith("us"))
			return 1_000 * number(text.substring(0, text.length() - 2));
		if (text.endsWith("ms"))
			return 1_000_000 * number(text.substring(0, text.length() - 2));
		if (text.endsWith("s"))
			return 1_000_000_000 * number(text.substring(0, text.length() - 1));
		throw wrong(text + " is no time; it needs ns, us, ms or s");
	}

	private long number(String text) {
		try {
			return Long.parseLong(text);
		} catch (NumberFormatException e) {
			throw new IllegalArgumentException(wrong(text + " is not a number").getMessage(), e);
		}
	}

	private String word() {
		blanks();
		int begin = at;
		while (at < script.length() && Character.isLetterOrDigit(script.charAt(at)))
			at++;
		return script.substring(begin, at);
	}

	private void expect(char sign) {
		if (at == script.length() || script.charAt(at) != sign)
			throw wrong(sign + " expected");
		at++;
	}

	private void blanks() {
		while (at < script.length() && script.charAt(at) == ' ')
			at++;
	}

	private IllegalArgumentException wrong(String what) {
		return new IllegalArgumentException("program \"" + script + "\", character " + (at + 1) + ": " + what);
	}
}
