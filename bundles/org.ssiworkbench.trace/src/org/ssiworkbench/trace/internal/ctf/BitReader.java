package org.ssiworkbench.trace.internal.ctf;

import java.nio.charset.StandardCharsets;

import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.internal.ctf.CtfType.FloatType;
import org.ssiworkbench.trace.internal.ctf.CtfType.IntegerType;

/** Reads values of any size and order of bytes out of one packet. Positions are in bits from its begin. Not thread-safe. */
final class BitReader {
	private final byte[] data;
	private long limit;
	private long position;

	BitReader(byte[] data) {
		this.data = data;
		limit = 8L * data.length;
	}

	long position() {
		return position;
	}

	void seek(long newPosition) {
		position = newPosition;
	}

	/** Nothing is read beyond this. */
	void limit(long bits) {
		limit = Math.min(bits, 8L * data.length);
	}

	boolean atEnd() {
		return position >= limit;
	}

	void align(int bits) {
		position = (position + bits - 1) / bits * bits;
	}

	long integer(IntegerType type) throws TraceFormatException {
		align(type.align());
		require(type.size());
		long value = type.bigEndian() ? bigEndian(type.size()) : littleEndian(type.size());
		position += type.size();
		int unused = Long.SIZE - type.size();
		return type.signed() ? value << unused >> unused : value;
	}

	double floating(FloatType type) throws TraceFormatException {
		long bits = integer(new IntegerType(type.size(), type.align(), false, type.bigEndian(), false, null));
		return type.size() == Integer.SIZE ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
	}

	/** Text up to a NUL byte. */
	String text() throws TraceFormatException {
		align(Byte.SIZE);
		int from = (int) (position / Byte.SIZE);
		int to = from;
		while (8L * to < limit && data[to] != 0)
			to++;
		position = 8L * (to + 1);
		if (position > limit)
			throw new TraceFormatException("a text runs over the packet's end");
		return new String(data, from, to - from, StandardCharsets.UTF_8);
	}

	private void require(long bits) throws TraceFormatException {
		if (position + bits > limit)
			throw new TraceFormatException("the event runs over the packet's end");
	}

	/** The first bit in the stream is the lowest one of its byte, and of the value. */
	private long littleEndian(int size) {
		if ((position & 7) == 0 && (size & 7) == 0) {
			long value = 0;
			for (int i = size / 8 - 1, at = (int) (position >>> 3); i >= 0; i--)
				value = value << 8 | data[at + i] & 0xFF;
			return value;
		}
		long value = 0;
		for (int i = 0; i < size; i++) {
			long at = position + i;
			value |= (long) (data[(int) (at >>> 3)] >>> (at & 7) & 1) << i;
		}
		return value;
	}

	/** The first bit in the stream is the highest one of its byte, and of the value. */
	private long bigEndian(int size) {
		long value = 0;
		for (int i = 0; i < size; i++) {
			long at = position + i;
			value = value << 1 | data[(int) (at >>> 3)] >>> 7 - (at & 7) & 1;
		}
		return value;
	}
}
