package org.ssiworkbench.trace.internal.ctf;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata.EventClass;
import org.ssiworkbench.trace.internal.ctf.CtfMetadata.StreamClass;

/** Reads the events of one packet, one after the other. Not thread-safe. */
public final class ForeignPacket {
	private static final long MAGIC = 0xC1FC1FC1L;
	private static final long UNKNOWN = -1;

	/**
	 * One event.
	 *
	 * @param bit where it begins, from the packet's begin
	 * @param cycles its clock's time
	 * @param values of its fields, then of the contexts
	 */
	public record Event(StreamClass stream, EventClass type, long bit, long cycles, List<Object> values) {
	}

	private final BitReader bits;
	private final ValueReader reader;
	private final StreamClass stream;
	private final long bytes;
	private final long begin;

	/**
	 * Reads the packet's header.
	 *
	 * @param data from the packet's begin on, at least up to the end of its header
	 * @param available how many bytes there are to the file's end
	 */
	public ForeignPacket(CtfMetadata metadata, byte[] data, long available) throws TraceFormatException {
		bits = new BitReader(data);
		reader = new ValueReader(bits);
		reader.begin();
		reader.open(metadata.packetHeader());
		if (reader.last("magic", MAGIC) != MAGIC)
			throw new TraceFormatException("no packet begins here");
		long id = metadata.streams().size() == 1 ? metadata.streams().keySet().iterator().next() : 0;
		stream = metadata.streams().get(reader.last("stream_id", id));
		if (stream == null)
			throw new TraceFormatException("the metadata has no class of streams with the id of this packet");
		reader.begin();
		reader.open(stream.packetContext());
		long content = reader.last("content_size", UNKNOWN);
		long size = reader.last("packet_size", content);
		bytes = size == UNKNOWN ? available : size / 8;
		begin = reader.last("timestamp_begin", UNKNOWN);
		if (bytes * 8 < bits.position() || content > bytes * 8)
			throw new TraceFormatException("the packet's size is impossible");
		bits.limit(content == UNKNOWN ? bytes * 8 : content);
		reader.time(begin == UNKNOWN ? 0 : begin);
	}

	/** Size of the packet with its padding. */
	public long bytes() {
		return bytes;
	}

	/** The clock's time at its begin, 0 if it does not say. */
	public long begin() {
		return Math.max(0, begin);
	}

	/** The next event, null behind the last one. */
	public Event next() throws TraceFormatException {
		bits.align(stream.eventHeader().align());
		return bits.atEnd() ? null : read(bits.position());
	}

	/**
	 * Reads the event at a place again.
	 *
	 * @param bit as {@link Event#bit()} had it
	 */
	public Event at(long bit) throws TraceFormatException {
		bits.seek(bit);
		return read(bit);
	}

	private Event read(long bit) throws TraceFormatException {
		reader.begin();
		reader.open(stream.eventHeader());
		long id = reader.last("id", stream.events().size() == 1 ? stream.events().keySet().iterator().next() : 0);
		if (!reader.timed() && reader.last("timestamp", UNKNOWN) != UNKNOWN)
			reader.time(reader.last("timestamp", 0));
		long cycles = reader.time();
		EventClass type = stream.events().get(id);
		if (type == null)
			throw new TraceFormatException("the metadata has no event with id " + id);
		List<Object> context = new ArrayList<>(reader.open(stream.eventContext()));
		context.addAll(reader.open(type.context()));
		List<Object> values = new ArrayList<>(reader.open(type.fields()));
		values.addAll(context);
		if (bits.position() == bit)
			throw new TraceFormatException("events of type " + type.name() + " have no size");
		return new Event(stream, type, bit, cycles, values);
	}
}
