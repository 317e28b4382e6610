package org.ssiworkbench.trace;

import java.util.List;
import java.util.UUID;

import org.ssiworkbench.trace.internal.PacketBuffer;
import org.ssiworkbench.trace.internal.PacketFormat;

/**
 * Collects the events of one stream into CTF packets. A full packet goes to the sink at once; the owner calls
 * {@link #flush()} at least every 100 ms so that little is lost when the node is killed. Not thread-safe.
 */
public final class PacketEncoder {
	/** A good packet size, in bytes: large enough for speed, small enough for a seek. */
	public static final int PACKET_BYTES = 32 << 10;

	private final PacketSink sink;
	private final PacketBuffer buffer;
	private long begin;
	private long last;
	private int events;
	private long sequence;
	private long discarded;

	/**
	 * @param trace the trace's id, as every stream of it carries it
	 * @param node number of the recording node; 0 is the controller
	 * @param packetBytes size of a full packet, 16 KiB to 256 KiB; see {@link #PACKET_BYTES}
	 * @param sink takes the packets
	 */
	public PacketEncoder(UUID trace, int node, int packetBytes, PacketSink sink) {
		if (packetBytes < PacketFormat.MIN_PACKET_BYTES || packetBytes > PacketFormat.MAX_PACKET_BYTES)
			throw new IllegalArgumentException("packet size " + packetBytes + " is not within 16 KiB and 256 KiB");
		if (node < 0 || node > PacketFormat.MAX_NODE)
			throw new IllegalArgumentException("node number " + node + " is not within 0 and " + PacketFormat.MAX_NODE);
		this.sink = sink;
		buffer = new PacketBuffer(packetBytes);
		buffer.setInt(PacketFormat.MAGIC, PacketFormat.MAGIC_VALUE);
		buffer.setBytes(PacketFormat.UUID, bytes(trace));
		buffer.setInt(PacketFormat.NODE, node);
		buffer.setInt(PacketFormat.BOOT, 1);
		buffer.resize(PacketFormat.HEADER_BYTES);
	}

	/**
	 * Adds an event.
	 *
	 * @param time nanoseconds of the cluster's clock; a time before that of the last event counts as the last event's,
	 *        because a CTF stream must not go back
	 * @param cause id of the message or timer being handled, 0 if none
	 * @param values a {@link Number} or {@link String} for each field of the kind; texts longer than 4000 bytes are cut
	 */
	public void add(long time, EventKind kind, long cause, Object... values) {
		List<Field> fields = kind.fields();
		if (values.length != fields.size())
			throw new IllegalArgumentException(kind.traceName() + " has " + fields.size() + " fields, not " + values.length);
		if (buffer.free() < largestSize(values))
			flush();
		int start = buffer.size();
		try {
			put(Math.max(time, last), kind, cause, values);
		} catch (RuntimeException e) {
			buffer.resize(start);
			throw e;
		}
	}

	/** Hands what was added since the last packet to the sink, if anything. */
	public void flush() {
		if (events == 0)
			return;
		long bits = 8L * buffer.size();
		buffer.setLong(PacketFormat.BEGIN, begin);
		buffer.setLong(PacketFormat.END, last);
		buffer.setLong(PacketFormat.CONTENT_SIZE, bits);
		buffer.setLong(PacketFormat.PACKET_SIZE, bits);
		buffer.setLong(PacketFormat.DISCARDED, discarded);
		buffer.setLong(PacketFormat.SEQUENCE, sequence++);
		buffer.setInt(PacketFormat.EVENTS, events);
		byte[] packet = buffer.copy();
		buffer.resize(PacketFormat.HEADER_BYTES);
		events = 0;
		sink.packet(packet);
	}

	/** Says that {@code count} events were not added for want of room; the next packet tells the reader. */
	public void lost(long count) {
		discarded += count;
	}

	private void put(long time, EventKind kind, long cause, Object[] values) {
		List<Field> fields = kind.fields();
		buffer.putShort(kind.ordinal());
		buffer.putLong(time);
		buffer.putLong(cause);
		for (int i = 0; i < values.length; i++)
			if (fields.get(i).type() == Field.Type.TEXT)
				buffer.putText((String) values[i], PacketFormat.MAX_TEXT_BYTES);
			else
				buffer.putLong(((Number) values[i]).longValue());
		if (events++ == 0)
			begin = time;
		last = time;
	}

	private static int largestSize(Object[] values) {
		int size = PacketFormat.EVENT_FIELDS;
		for (Object value : values)
			if (value instanceof String text)
				size += 1 + Math.min(3 * text.length(), PacketFormat.MAX_TEXT_BYTES);
			else
				size += Long.BYTES;
		return size;
	}

	private static byte[] bytes(UUID id) {
		byte[] bytes = new byte[16];
		for (int i = 0; i < 8; i++) {
			bytes[i] = (byte) (id.getMostSignificantBits() >>> 56 - 8 * i);
			bytes[8 + i] = (byte) (id.getLeastSignificantBits() >>> 56 - 8 * i);
		}
		return bytes;
	}
}
