package org.ssiworkbench.trace.internal;

import org.ssiworkbench.trace.TraceFormatException;

/** Splits metadata into words, texts and signs, one ahead. */
public final class TsdlScanner {
	private static final String DOTS = "...";

	private final String text;
	private int position;
	private int line = 1;
	private int tokenLine = 1;
	private String token;
	private boolean quoted;

	public TsdlScanner(String text) throws TraceFormatException {
		this.text = text;
		advance();
	}

	public boolean atEnd() {
		return token == null;
	}

	/** The line of what comes next. */
	public int line() {
		return tokenLine;
	}

	/** Whether this sign or word comes next. */
	public boolean comes(String expected) {
		return !quoted && expected.equals(token);
	}

	/** Whether a word comes next. */
	public boolean comesWord() {
		return !quoted && token != null && isWordPart(token.charAt(0));
	}

	/** Takes the sign or word if it comes next. */
	public boolean accept(String expected) throws TraceFormatException {
		if (!comes(expected))
			return false;
		advance();
		return true;
	}

	public void expect(String expected) throws TraceFormatException {
		if (!accept(expected))
			throw unexpected(expected);
	}

	/** A name or a number, dots included. */
	public String word() throws TraceFormatException {
		if (!comesWord())
			throw unexpected("a name or a number");
		return take();
	}

	/** A name, a number or a text. */
	public String value() throws TraceFormatException {
		return quoted ? take() : word();
	}

	private String take() throws TraceFormatException {
		String taken = token;
		advance();
		return taken;
	}

	private TraceFormatException unexpected(String expected) {
		String found = token == null ? "the end" : token.length() > 40 ? token.substring(0, 40) + "..." : token;
		return new TraceFormatException("metadata line " + tokenLine + ": expected " + expected + ", found " + found);
	}

	private void advance() throws TraceFormatException {
		skipBlanksAndComments();
		tokenLine = line;
		quoted = false;
		if (position == text.length())
			token = null;
		else if (text.charAt(position) == '"')
			token = quotedText();
		else if (isWordPart(text.charAt(position)) && !text.startsWith(DOTS, position))
			token = wordText();
		else
			token = sign();
	}

	private String sign() {
		int length = text.startsWith(DOTS, position) ? DOTS.length() : text.startsWith(":=", position) ? 2 : 1;
		position += length;
		return text.substring(position - length, position);
	}

	private String wordText() {
		int start = position;
		while (position < text.length() && isWordPart(text.charAt(position)) && !text.startsWith(DOTS, position))
			position++;
		return text.substring(start, position);
	}

	private String quotedText() throws TraceFormatException {
		quoted = true;
		StringBuilder value = new StringBuilder();
		for (position++; position < text.length() && text.charAt(position) != '\n'; position++) {
			char c = text.charAt(position);
			if (c == '"') {
				position++;
				return value.toString();
			}
			if (c == '\\' && position + 1 < text.length())
				c = text.charAt(++position);
			value.append(c);
		}
		throw new TraceFormatException("metadata line " + line + ": a text has no closing quote");
	}

	private void skipBlanksAndComments() throws TraceFormatException {
		while (position < text.length()) {
			if (text.startsWith("/*", position))
				skipTo("*/");
			else if (text.startsWith("//", position))
				skipLine();
			else if (Character.isWhitespace(text.charAt(position)))
				skip(1);
			else
				return;
		}
	}

	private void skipLine() {
		int end = text.indexOf('\n', position);
		skip((end < 0 ? text.length() : end) - position);
	}

	private void skipTo(String close) throws TraceFormatException {
		int end = text.indexOf(close, position + 2);
		if (end < 0)
			throw new TraceFormatException("metadata line " + line + ": a comment has no end");
		skip(end + close.length() - position);
	}

	private void skip(int count) {
		for (int end = position + count; position < end; position++)
			if (text.charAt(position) == '\n')
				line++;
	}

	private static boolean isWordPart(char c) {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '-';
	}
}
