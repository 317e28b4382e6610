package org.ssiworkbench.trace.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Field;
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

	/** Decodes an event of a known kind. */
	public TraceEvent event(int index) {
		int offset = offsets[index];
		EventLayout event = layoutAt(offset);
		Object[] values = new Object[event.kind().fields().size()];
		int position = offset + PacketFormat.EVENT_FIELDS;
		for (int i = 0; i < event.text().length; i++) {
			int next = skip(position, event.text()[i]);
			if (event.target()[i] >= 0)
				values[event.target()[i]] = event.text()[i] ? (Object) texts.get(data, position, next - 1)
						: (Object) bytes.getLong(position);
			position = next;
		}
		fillMissing(event.kind(), values);
		return new TraceEvent(time(index), header.node(), event.kind(), bytes.getLong(offset + PacketFormat.EVENT_CAUSE),
				List.of(values));
	}

	/** A trace of an older version may lack fields. */
	private static void fillMissing(EventKind kind, Object[] values) {
		for (int i = 0; i < values.length; i++)
			if (values[i] == null)
				values[i] = kind.fields().get(i).type() == Field.Type.TEXT ? (Object) "" : (Object) 0L;
	}

	private void scan() {
		int limit = Math.min(header.bytes(), data.length);
		long last = header.begin();
		while (end < limit) {
			fault = faultAt(end, limit, last);
			int next = fault == null ? eventEnd(end, limit) : -1;
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

	private int eventEnd(int offset, int limit) {
		int position = offset + PacketFormat.EVENT_FIELDS;
		for (boolean text : layoutAt(offset).text()) {
			if (text)
				while (position < limit && data[position] != 0)
					position++;
			position += text ? 1 : Long.BYTES;
			if (position > limit)
				return -1;
		}
		return position;
	}

	private void add(int offset) {
		if (count == offsets.length)
			offsets = Arrays.copyOf(offsets, 2 * count);
		offsets[count++] = offset;
	}

	private EventLayout layoutAt(int offset) {
		return layout.event(bytes.getShort(offset) & 0xFFFF);
	}

	private int skip(int position, boolean text) {
		if (!text)
			return position + Long.BYTES;
		while (data[position] != 0)
			position++;
		return position + 1;
	}
}
