package org.ssiworkbench.trace;

/** Takes the packets of a {@link PacketEncoder}. */
@FunctionalInterface
public interface PacketSink {

	/** One whole packet, which now belongs to the sink. Called on the thread that adds or flushes. */
	void packet(byte[] packet);
}
