package org.ssiworkbench.node.control;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the controller asks one node about the processes of the cluster.
 *
 * @param id which the replies carry
 * @param kind what is asked
 * @param pid the process; with {@link Kind#SIGNAL} a negative one is a process group
 * @param number the signal, or the node to move to
 */
public record ProcessRequest(int id, Kind kind, int pid, int number) {
	private static final int BYTES = 13;
	private static final Kind[] KINDS = Kind.values();

	/** Kinds of requests; the ordinal is on the line. */
	public enum Kind {
		/** All processes of the cluster. */
		LIST,
		/** Send a signal. */
		SIGNAL,
		/** Move a process. */
		MIGRATE,
		/** All processes that keepalive monitors. */
		KEPT
	}

	/** The payload of a {@link ControlFrame.Type#PROCESS_REQUEST} frame. */
	public byte[] encode() {
		return ByteBuffer.allocate(BYTES).putInt(id).put((byte) kind.ordinal()).putInt(pid).putInt(number).array();
	}

	/** Reads what {@link #encode} wrote. */
	public static ProcessRequest decode(byte[] payload) throws IOException {
		if (payload.length != BYTES || payload[Integer.BYTES] < 0 || payload[Integer.BYTES] >= KINDS.length)
			throw new IOException("not a request about processes");
		ByteBuffer in = ByteBuffer.wrap(payload);
		return new ProcessRequest(in.getInt(), KINDS[in.get()], in.getInt(), in.getInt());
	}
}
