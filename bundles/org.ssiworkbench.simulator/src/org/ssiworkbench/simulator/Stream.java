package org.ssiworkbench.simulator;

import java.util.ArrayDeque;
import java.util.List;

/** One direction of a channel: frames that were sent and have not arrived, in order. */
final class Stream {
	private record Frame(byte[] bytes, long taken) {
	}

	private final ArrayDeque<Frame> frames = new ArrayDeque<>();
	/** When the last frame that was sent will arrive. */
	long lastArrival;
	/** Whether frames wait for the path to be whole again. */
	boolean stalled;

	/** {@code taken} is when the network has taken it off the sender's hands. */
	void add(byte[] bytes, long taken) {
		frames.add(new Frame(bytes, taken));
	}

	byte[] take() {
		Frame frame = frames.poll();
		return frame == null ? null : frame.bytes();
	}

	/** Those that have not arrived, first to arrive first. */
	List<byte[]> waiting() {
		return frames.stream().map(Frame::bytes).toList();
	}

	long queued(long now) {
		long bytes = 0;
		for (Frame frame : frames)
			if (stalled || frame.taken() > now)
				bytes += frame.bytes().length;
		return bytes;
	}
}
