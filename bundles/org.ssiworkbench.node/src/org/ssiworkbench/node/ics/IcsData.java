package org.ssiworkbench.node.ics;

import java.util.List;

/**
 * What a request, reply or message carries.
 *
 * @param inline at most {@link #MAX_INLINE} bytes
 * @param outOfLine at most {@link #MAX_BUFFERS} buffers of together {@link #MAX_OUT_OF_LINE} bytes
 */
public record IcsData(byte[] inline, List<byte[]> outOfLine) {
	/** Most bytes of in-line data. */
	public static final int MAX_INLINE = 300;
	/** Most out-of-line buffers. */
	public static final int MAX_BUFFERS = 7;
	/** Most bytes in all buffers together: what fits into one frame. */
	public static final long MAX_OUT_OF_LINE = 16_000_000;
	/** Nothing. */
	public static final IcsData EMPTY = new IcsData(new byte[0], List.of());

	/** Checks the limits. */
	public IcsData {
		if (inline.length > MAX_INLINE)
			throw new IllegalArgumentException(inline.length + " bytes of in-line data; at most " + MAX_INLINE
					+ " are allowed, put the rest out of line");
		if (outOfLine.size() > MAX_BUFFERS)
			throw new IllegalArgumentException(outOfLine.size() + " out-of-line buffers; at most " + MAX_BUFFERS + " are allowed");
		if (sum(outOfLine) > MAX_OUT_OF_LINE)
			throw new IllegalArgumentException(
					sum(outOfLine) + " bytes out of line; at most " + MAX_OUT_OF_LINE + " are allowed, make several calls");
	}

	/** In-line data only. */
	public IcsData(byte[] inline) {
		this(inline, List.of());
	}

	/** A body that goes in line if it fits, else as one buffer. */
	public static IcsData ofBody(byte[] body) {
		return body.length <= MAX_INLINE ? new IcsData(body) : new IcsData(new byte[0], List.of(body));
	}

	/** The body that {@link #ofBody} made this of. */
	public byte[] body() {
		return inline.length > 0 || outOfLine.isEmpty() ? inline : outOfLine.get(0);
	}

	/** Bytes in all out-of-line buffers. */
	public long outOfLineBytes() {
		return sum(outOfLine);
	}

	private static long sum(List<byte[]> buffers) {
		long sum = 0;
		for (byte[] buffer : buffers)
			sum += buffer.length;
		return sum;
	}
}
