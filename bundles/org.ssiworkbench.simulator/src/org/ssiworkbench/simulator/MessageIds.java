package org.ssiworkbench.simulator;

import java.nio.ByteBuffer;

/** Where the wire formats of {@code docs/ics.md} have a message's id; 0 for what is too short to have one. */
final class MessageIds {
	private static final int IN_FRAME = 4;
	private static final int IN_DATAGRAM = 1;

	private MessageIds() {
	}

	static long ofFrame(byte[] frame) {
		return at(IN_FRAME, frame);
	}

	static long ofDatagram(byte[] datagram) {
		return at(IN_DATAGRAM, datagram);
	}

	private static long at(int offset, byte[] bytes) {
		return bytes.length < offset + Long.BYTES ? 0 : ByteBuffer.wrap(bytes).getLong(offset);
	}
}
