package org.ssiworkbench.trace.internal.index;

import java.util.Arrays;

/** Finds the codes of the texts that occur often without making strings of them. Not thread-safe. */
final class TextCodes {
	private static final int BITS = 12;
	private static final int SLOTS = 1 << BITS;

	private final Dictionary dictionary;
	private final byte[][] keys = new byte[SLOTS][];
	private final char[] codes = new char[SLOTS];
	private final long[] shortKeys = new long[SLOTS];
	private final char[] shortCodes = new char[SLOTS];

	TextCodes(Dictionary dictionary) {
		this.dictionary = dictionary;
	}

	/** The code of a text of at most 7 bytes, {@code key} being these bytes in little-endian order. */
	char code(long key, byte[] data, int from, int to) {
		int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 64 - BITS);
		if (shortKeys[slot] == key) // the key 0, which is there from the begin, has the code 0
			return shortCodes[slot];
		char code = dictionary.code(data, from, to);
		if (code != Slot.CHAR_ELSEWHERE) {
			shortKeys[slot] = key;
			shortCodes[slot] = code;
		}
		return code;
	}

	/** @param hash of the bytes [from, to), the same for the same bytes */
	char code(byte[] data, int from, int to, int hash) {
		int slot = (hash ^ hash >>> BITS) & SLOTS - 1;
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
