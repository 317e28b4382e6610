package org.ssiworkbench.node.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Appends big-endian fields to a growing byte array. Read back with {@link java.nio.ByteBuffer}. */
public final class WireWriter {
	private byte[] bytes;
	private int length;

	public WireWriter() {
		this(64);
	}

	/** For exactly so many bytes, which then are not copied. */
	public WireWriter(int room) {
		bytes = new byte[room];
	}

	public WireWriter u8(int value) {
		room(1);
		bytes[length++] = (byte) value;
		return this;
	}

	public WireWriter u16(int value) {
		return u8(value >> 8).u8(value);
	}

	public WireWriter i32(int value) {
		return u16(value >> 16).u16(value);
	}

	public WireWriter i64(long value) {
		return i32((int) (value >> 32)).i32((int) value);
	}

	public WireWriter bytes(byte[] value) {
		room(value.length);
		System.arraycopy(value, 0, bytes, length, value.length);
		length += value.length;
		return this;
	}

	/** UTF-8 behind its length as u16; longer text is cut. */
	public WireWriter text(String value) {
		byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
		byte[] kept = utf8.length <= 0xffff ? utf8 : Arrays.copyOf(utf8, 0xffff);
		return u16(kept.length).bytes(kept);
	}

	/** The bytes so far, which nothing that is appended later changes. */
	public byte[] toBytes() {
		return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
	}

	private void room(int more) {
		if (length + more > bytes.length)
			bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
	}
}
