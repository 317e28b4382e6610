package org.ssiworkbench.trace.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

import org.ssiworkbench.trace.TraceFormatException;

/**
 * The checked header of a packet.
 *
 * @param begin time of the first event
 * @param end time of the last event
 * @param contentBytes header and events
 * @param packetBytes the content and padding behind it
 * @param discarded events the stream had lost by then
 * @param sequence counts the stream's packets, from 0
 * @param node the recording node
 * @param boot counts the node's lives, from 1
 * @param events events in the packet
 */
public record PacketHeader(long begin, long end, int contentBytes, int packetBytes, long discarded, long sequence, int node,
		int boot, int events) {

	/** Reads the header at the start of {@code data}, whose limit may be before the packet's end. */
	public static PacketHeader parse(byte[] data, int length, UUID trace) throws TraceFormatException {
		if (length < PacketFormat.HEADER_BYTES)
			throw new TraceFormatException("the packet's header is cut off after " + length + " bytes");
		ByteBuffer bytes = ByteBuffer.wrap(data, 0, length).order(ByteOrder.LITTLE_ENDIAN);
		if (!startsPacket(data, 0, trace))
			throw new TraceFormatException("no packet of this trace begins here");
		require(bytes.getInt(PacketFormat.STREAM_ID) == 0, "the packet's stream id is not 0");
		long content = bytes.getLong(PacketFormat.CONTENT_SIZE);
		long size = bytes.getLong(PacketFormat.PACKET_SIZE);
		require(content % 8 == 0 && size % 8 == 0 && content >= 8L * PacketFormat.HEADER_BYTES && content <= size
				&& size <= 8L * PacketFormat.MAX_PACKET_BYTES, "the packet's size is impossible");
		PacketHeader header = new PacketHeader(bytes.getLong(PacketFormat.BEGIN), bytes.getLong(PacketFormat.END),
				(int) (content / 8), (int) (size / 8), bytes.getLong(PacketFormat.DISCARDED),
				bytes.getLong(PacketFormat.SEQUENCE), bytes.getInt(PacketFormat.NODE), bytes.getInt(PacketFormat.BOOT),
				bytes.getInt(PacketFormat.EVENTS));
		header.check();
		return header;
	}

	/** Whether the magic number and the trace's id are at {@code offset}. */
	static boolean startsPacket(byte[] data, int offset, UUID trace) {
		ByteBuffer bytes = ByteBuffer.wrap(data);
		return bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(offset) == PacketFormat.MAGIC_VALUE
				&& bytes.order(ByteOrder.BIG_ENDIAN).getLong(offset + PacketFormat.UUID) == trace.getMostSignificantBits()
				&& bytes.getLong(offset + PacketFormat.UUID + 8) == trace.getLeastSignificantBits();
	}

	private void check() throws TraceFormatException {
		require(begin >= 0 && begin <= end, "the packet ends before it begins");
		require(node >= 0 && node <= PacketFormat.MAX_NODE, "the packet's node number is impossible");
		require(discarded >= 0 && sequence >= 0 && boot > 0 && events >= 0, "a counter of the packet is negative");
	}

	private static void require(boolean condition, String fault) throws TraceFormatException {
		if (!condition)
			throw new TraceFormatException(fault);
	}
}
