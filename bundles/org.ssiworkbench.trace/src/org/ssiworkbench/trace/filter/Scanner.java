package org.ssiworkbench.trace.filter;

import java.util.ArrayList;
import java.util.List;

/** Splits a filter's text into pieces. */
final class Scanner {
	private static final String SIGNS = "=!<>~(){},";
	private static final List<String> LONG_SIGNS = List.of("!=", "!~", "<=", ">=", "==", "..");

	private final String text;
	private final List<Token> tokens = new ArrayList<>();
	private int position;

	private Scanner(String text) {
		this.text = text;
	}

	/** All pieces, the last one being the end. */
	static List<Token> scan(String text) throws FilterException {
		Scanner scanner = new Scanner(text);
		while (scanner.skipBlanks())
			scanner.next();
		scanner.tokens.add(new Token(Token.Sort.END, "", text.length(), 0));
		return scanner.tokens;
	}

	private boolean skipBlanks() {
		while (position < text.length() && Character.isWhitespace(text.charAt(position)))
			position++;
		return position < text.length();
	}

	private void next() throws FilterException {
		char c = text.charAt(position);
		String longSign = LONG_SIGNS.stream().filter(sign -> text.startsWith(sign, position)).findFirst().orElse(null);
		if (longSign != null)
			add(Token.Sort.SIGN, longSign, longSign.length());
		else if (c == '"' || c == '\'')
			quoted(c, Token.Sort.TEXT, "a text has no closing quote; end it with " + c);
		else if (c == '/')
			quoted(c, Token.Sort.PATTERN, "a regular expression has no end; close it with /");
		else if (SIGNS.indexOf(c) >= 0)
			add(Token.Sort.SIGN, String.valueOf(c), 1);
		else
			word();
	}

	private void add(Token.Sort sort, String value, int length) {
		tokens.add(new Token(sort, value, position, length));
		position += length;
	}

	private void quoted(char quote, Token.Sort sort, String fault) throws FilterException {
		StringBuilder value = new StringBuilder();
		for (int i = position + 1; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == quote) {
				add(sort, value.toString(), i + 1 - position);
				return;
			}
			if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == quote || sort == Token.Sort.TEXT))
				c = text.charAt(++i);
			value.append(c);
		}
		throw new FilterException(position, text.length() - position, fault);
	}

	/** A word ends at a blank, a sign, or the two dots of a range. */
	private void word() throws FilterException {
		int end = position;
		while (end < text.length() && isWordPart(text.charAt(end)) && !text.startsWith("..", end))
			end++;
		if (end == position)
			throw new FilterException(position, 1, "'" + text.charAt(position) + "' has no meaning here; put texts into quotes");
		add(Token.Sort.WORD, text.substring(position, end), end - position);
	}

	private static boolean isWordPart(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':' || c == '%' || c == '+' || c == '*';
	}
}
