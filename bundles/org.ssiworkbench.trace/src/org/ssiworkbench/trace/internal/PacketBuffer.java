package org.ssiworkbench.trace.internal;

import java.util.Arrays;

/**
 * Bytes of a packet under construction. Written by hand instead of with ByteBuffer because it runs in guests, where each
 * class that is loaded costs boot time.
 */
public final class PacketBuffer {
	private final byte[] bytes;
	private int size;

	public PacketBuffer(int capacity) {
		bytes = new byte[capacity];
	}

	public int size() {
		return size;
	}

	public int free() {
		return bytes.length - size;
	}

	/** Drops what was written at and after {@code newSize}, or leaves a gap to be filled by the setters. */
	public void resize(int newSize) {
		size = newSize;
	}

	public byte[] copy() {
		return Arrays.copyOf(bytes, size);
	}

	public void setInt(int offset, int value) {
		for (int i = 0; i < Integer.BYTES; i++)
			bytes[offset + i] = (byte) (value >>> 8 * i);
	}

	public void setLong(int offset, long value) {
		for (int i = 0; i < Long.BYTES; i++)
			bytes[offset + i] = (byte) (value >>> 8 * i);
	}

	public void setBytes(int offset, byte[] value) {
		System.arraycopy(value, 0, bytes, offset, value.length);
	}

	public void putShort(int value) {
		bytes[size++] = (byte) value;
		bytes[size++] = (byte) (value >>> 8);
	}

	public void putLong(long value) {
		setLong(size, value);
		size += Long.BYTES;
	}

	/**
	 * Writes NUL-terminated UTF-8, cut between characters after at most {@code max} bytes. What a CTF string cannot hold
	 * (NUL, half a surrogate pair) becomes a question mark.
	 */
	public void putText(String text, int max) {
		int limit = size + max;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c != 0 && c < 0x80) {
				if (size == limit)
					break;
				bytes[size++] = (byte) c;
				continue;
			}
			int codePoint = text.codePointAt(i);
			if (codePoint > 0xFFFF)
				i++;
			if (!putCodePoint(codePoint, limit))
				break;
		}
		bytes[size++] = 0;
	}

	private boolean putCodePoint(int codePoint, int limit) {
		boolean impossible = codePoint == 0 || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
		int length = impossible ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
		if (size + length > limit)
			return false;
		if (impossible) {
			bytes[size++] = '?';
			return true;
		}
		int shift = 6 * (length - 1);
		int lead = 0xF00 >> length & 0xFF;
		bytes[size++] = (byte) (lead | codePoint >>> shift);
		while (shift > 0) {
			shift -= 6;
			bytes[size++] = (byte) (0x80 | codePoint >>> shift & 0x3F);
		}
		return true;
	}
}
