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
 * @param bytes size of the packet, header included; there is no padding
 * @param discarded events the stream had lost by then
 * @param sequence counts the stream's packets, from 0
 * @param node the recording node
 * @param boot counts the node's lives, from 1
 * @param events events in the packet
 */
public record PacketHeader(long begin, long end, int bytes, long discarded, long sequence, int node,
		int boot, int events) {

	/** Reads the header at the start of {@code data}, whose limit may be before the packet's end. */
	public static PacketHeader parse(byte[] data, int length, UUID trace) throws TraceFormatException {
		if (length < PacketFormat.HEADER_BYTES)
			throw new TraceFormatException("the packet's header is cut off after " + length + " bytes");
		ByteBuffer head = ByteBuffer.wrap(data, 0, length).order(ByteOrder.LITTLE_ENDIAN);
		if (!startsPacket(data, 0, trace))
			throw new TraceFormatException("no packet of this trace begins here");
		require(head.getInt(PacketFormat.STREAM_ID) == 0, "the packet's stream id is not 0");
		long content = head.getLong(PacketFormat.CONTENT_SIZE);
		long size = head.getLong(PacketFormat.PACKET_SIZE);
		require(content % 8 == 0 && content >= 8L * PacketFormat.HEADER_BYTES && content == size
				&& size <= 8L * PacketFormat.MAX_PACKET_BYTES, "the packet's size is impossible");
		PacketHeader header = new PacketHeader(head.getLong(PacketFormat.BEGIN), head.getLong(PacketFormat.END),
				(int) (content / 8), head.getLong(PacketFormat.DISCARDED),
				head.getLong(PacketFormat.SEQUENCE), head.getInt(PacketFormat.NODE), head.getInt(PacketFormat.BOOT),
				head.getInt(PacketFormat.EVENTS));
		header.check();
		return header;
	}

	/** Whether the magic number and the trace's id are at {@code offset}. */
	static boolean startsPacket(byte[] data, int offset, UUID trace) {
		ByteBuffer head = ByteBuffer.wrap(data);
		return head.order(ByteOrder.LITTLE_ENDIAN).getInt(offset) == PacketFormat.MAGIC_VALUE
				&& head.order(ByteOrder.BIG_ENDIAN).getLong(offset + PacketFormat.UUID) == trace.getMostSignificantBits()
				&& head.getLong(offset + PacketFormat.UUID + 8) == trace.getLeastSignificantBits();
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
