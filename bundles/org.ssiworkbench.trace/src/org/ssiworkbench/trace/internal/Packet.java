package org.ssiworkbench.trace.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;

/**
 * A packet whose events have been found. Everything hostile is met while scanning; what {@link #count()} includes can be
 * decoded without further checks.
 */
public final class Packet {
	private final PacketHeader header;
	private final ByteBuffer bytes;
	private final byte[] data;
	private final TraceLayout layout;
	private final TextPool texts;
	private int[] offsets = new int[64];
	private int count;
	private int end = PacketFormat.HEADER_BYTES;
	private String fault;

	/**
	 * Scans a packet.
	 *
	 * @param data the packet, or as much as there is of it
	 * @param texts where texts that occur often are kept
	 */
	public Packet(PacketHeader header, byte[] data, TraceLayout layout, TextPool texts) {
		this.header = header;
		this.data = data;
		this.layout = layout;
		this.texts = texts;
		bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
		scan();
	}

	public PacketHeader header() {
		return header;
	}

	/** Number of readable events. */
	public int count() {
		return count;
	}

	/** What is wrong with the packet, null if nothing is. */
	public String fault() {
		return fault;
	}

	/** Where the readable events end, in bytes from the packet's begin. */
	public int readableBytes() {
		return end;
	}

	public long time(int index) {
		return bytes.getLong(offsets[index] + PacketFormat.EVENT_TIME);
	}

	/** The event's kind, null if this program does not know it. */
	public EventKind kind(int index) {
		return layoutAt(offsets[index]).kind();
	}

	/** Where an event begins, in bytes from the packet's begin. */
	public int offset(int index) {
		return offsets[index];
	}

	/** The packet's bytes, not to be changed. */
	public byte[] data() {
		return data;
	}

	/** Decodes an event. */
	public TraceEvent event(int index) {
		int offset = offsets[index];
		EventLayout event = layoutAt(offset);
		List<Object> values = event.values(data, offset + PacketFormat.EVENT_FIELDS, texts);
		return new TraceEvent(time(index), header.node(), event.type(), bytes.getLong(offset + PacketFormat.EVENT_CAUSE), values);
	}

	private void scan() {
		int limit = Math.min(header.bytes(), data.length);
		long last = header.begin();
		while (end < limit) {
			fault = faultAt(end, limit, last);
			int next = fault == null ? layoutAt(end).end(data, end + PacketFormat.EVENT_FIELDS, limit) : -1;
			if (next < 0) {
				if (fault == null)
					fault = "the event runs over the packet's end";
				return;
			}
			last = bytes.getLong(end + PacketFormat.EVENT_TIME);
			add(end);
			end = next;
		}
		if (data.length < header.bytes())
			fault = "the packet is cut off: " + data.length + " of " + header.bytes() + " bytes are there";
		else if (count != header.events())
			fault = "the packet holds " + count + " events, not " + header.events() + " as it says";
		else if (count == 0 || last != header.end() || time(0) != header.begin())
			fault = "the packet's events do not span the time that it says";
	}

	private String faultAt(int offset, int limit, long last) {
		if (limit - offset < PacketFormat.EVENT_FIELDS)
			return "the event runs over the packet's end";
		int id = bytes.getShort(offset) & 0xFFFF;
		if (layout.event(id) == null)
			return "the metadata has no event with id " + id;
		long time = bytes.getLong(offset + PacketFormat.EVENT_TIME);
		if (time < last || time > header.end())
			return "the event's time is not between that of the event before and the packet's end";
		return null;
	}

	private void add(int offset) {
		if (count == offsets.length)
			offsets = Arrays.copyOf(offsets, 2 * count);
		offsets[count++] = offset;
	}

	private EventLayout layoutAt(int offset) {
		return layout.event(bytes.getShort(offset) & 0xFFFF);
	}
}
