package org.ssiworkbench.trace.internal.index;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Codes for the texts of a trace; 0 is the empty text. Thread-safe. */
public final class Dictionary {
	/** Longer texts, in bytes of UTF-8, get no code: they hardly repeat. */
	static final int MAX_BYTES = 256;
	/** Texts that come when there are so many already get no code. */
	private static final int MAX_CODES = 60_000;

	private final Map<String, Integer> codes = new HashMap<>();
	private final List<String> texts = new ArrayList<>();
	private volatile String[] published = { "" };

	/** @param texts by code, the empty text first */
	Dictionary(List<String> texts) {
		texts.forEach(this::code);
	}

	/** The text's code, which it gets now if it has none; {@link Slot#CHAR_ELSEWHERE} if it cannot have one. */
	synchronized char code(String text) {
		Integer code = codes.get(text);
		if (code != null)
			return (char) (int) code;
		if (codes.size() == MAX_CODES)
			return Slot.CHAR_ELSEWHERE;
		codes.put(text, texts.size());
		texts.add(text);
		return (char) (texts.size() - 1);
	}

	char code(byte[] data, int from, int to) {
		return to - from > MAX_BYTES ? Slot.CHAR_ELSEWHERE : code(new String(data, from, to - from, StandardCharsets.UTF_8));
	}

	/** The code of a text, -1 if it has none. */
	public synchronized int find(String text) {
		return codes.getOrDefault(text, -1);
	}

	/** The text of a code; empty for one that was never given. */
	public String text(int code) {
		String[] known = published;
		if (code >= known.length) {
			known = all();
			published = known;
		}
		return code < known.length ? known[code] : "";
	}

	/** All texts, by code. */
	public synchronized String[] all() {
		return texts.toArray(String[]::new);
	}
}
