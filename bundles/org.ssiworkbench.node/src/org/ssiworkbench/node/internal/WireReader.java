package org.ssiworkbench.node.internal;

import java.nio.charset.StandardCharsets;

/** Reads what {@link WireWriter} wrote; every read past the end is a {@link MalformedException}. */
public final class WireReader {
	private final byte[] bytes;
	private int at;

	public WireReader(byte[] bytes) {
		this.bytes = bytes;
	}

	public int u8() throws MalformedException {
		need(1);
		return bytes[at++] & 0xff;
	}

	public int u16() throws MalformedException {
		return u8() << 8 | u8();
	}

	public int i32() throws MalformedException {
		return u16() << 16 | u16();
	}

	public long i64() throws MalformedException {
		return (long) i32() << 32 | i32() & 0xffffffffL;
	}

	public byte[] bytes(int count) throws MalformedException {
		need(count);
		byte[] part = new byte[count];
		System.arraycopy(bytes, at, part, 0, count);
		at += count;
		return part;
	}

	public String text() throws MalformedException {
		return new String(bytes(u16()), StandardCharsets.UTF_8);
	}

	public int remaining() {
		return bytes.length - at;
	}

	private void need(int count) throws MalformedException {
		if (count < 0 || count > bytes.length - at)
			throw new MalformedException("message ends at byte " + bytes.length);
	}
}
