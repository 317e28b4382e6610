package org.ssiworkbench.trace.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the texts that were seen last, so that the few that a trace is full of are made only once. Not thread-safe. */
public final class TextPool {
	private static final int SLOTS = 1 << 10;
	private static final int LONGEST = 32;

	private final String[] texts = new String[SLOTS];
	private final byte[][] keys = new byte[SLOTS][];

	/** The text of UTF-8 bytes; what is not UTF-8 becomes U+FFFD. */
	String get(byte[] data, int from, int to) {
		if (to - from > LONGEST)
			return new String(data, from, to - from, StandardCharsets.UTF_8);
		int slot = slot(data, from, to);
		if (!holds(slot, data, from, to)) {
			keys[slot] = Arrays.copyOfRange(data, from, to);
			texts[slot] = new String(keys[slot], StandardCharsets.UTF_8);
		}
		return texts[slot];
	}

	private boolean holds(int slot, byte[] data, int from, int to) {
		byte[] key = keys[slot];
		return key != null && Arrays.equals(key, 0, key.length, data, from, to);
	}

	private static int slot(byte[] data, int from, int to) {
		int hash = 0;
		for (int i = from; i < to; i++)
			hash = 31 * hash + data[i];
		return (hash ^ hash >>> 15) & SLOTS - 1;
	}
}
