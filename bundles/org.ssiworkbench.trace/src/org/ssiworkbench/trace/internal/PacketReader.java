package org.ssiworkbench.trace.internal;

/** Takes the packets of a stream, see {@link PacketSource#next(PacketReader)}. */
public interface PacketReader {
	/**
	 * Takes a packet that may be sound.
	 *
	 * @param data has the packet at {@code from}
	 * @param place where the packet is in the stream
	 * @return false if there is anything wrong with it; nothing of it is taken then
	 */
	boolean sound(PacketHeader header, byte[] data, int from, long place);

	/** Takes what is readable of a packet that {@link #sound} refused. */
	void damaged(Packet packet, long place);
}
