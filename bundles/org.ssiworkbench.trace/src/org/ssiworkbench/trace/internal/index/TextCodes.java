package org.ssiworkbench.trace.internal.index;

import java.util.Arrays;

/** Finds the codes of the texts that occur often without making strings of them. Not thread-safe. */
final class TextCodes {
	private static final int SLOTS = 1 << 12;

	private final Dictionary dictionary;
	private final byte[][] keys = new byte[SLOTS][];
	private final char[] codes = new char[SLOTS];

	TextCodes(Dictionary dictionary) {
		this.dictionary = dictionary;
	}

	/** @param hash of the bytes [from, to), the same for the same bytes */
	char code(byte[] data, int from, int to, int hash) {
		int slot = (hash ^ hash >>> 12) & SLOTS - 1;
		byte[] key = keys[slot];
		if (key != null && Arrays.equals(key, 0, key.length, data, from, to))
			return codes[slot];
		char code = dictionary.code(data, from, to);
		if (code != Slot.CHAR_ELSEWHERE) {
			keys[slot] = Arrays.copyOfRange(data, from, to);
			codes[slot] = code;
		}
		return code;
	}
}
