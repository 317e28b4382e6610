package org.ssiworkbench.trace.internal.index;

/** Names of events that stay the same when rows move: the stream's number, and where in it the event begins, in bits. */
public final class Places {
	private static final int STREAM_SHIFT = 48;

	private Places() {
	}

	/** The place of an event in a stream. */
	static long of(int stream, long bit) {
		return (long) stream << STREAM_SHIFT | bit;
	}

	/** Number of the stream. */
	public static int stream(long place) {
		return (int) (place >>> STREAM_SHIFT);
	}

	/** Where in the stream the event begins. */
	static long bit(long place) {
		return place & (1L << STREAM_SHIFT) - 1;
	}
}
