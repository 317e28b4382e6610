package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.internal.EventLayout;
import org.ssiworkbench.trace.internal.Packet;
import org.ssiworkbench.trace.internal.PacketFormat;
import org.ssiworkbench.trace.internal.PacketHeader;
import org.ssiworkbench.trace.internal.PacketReader;
import org.ssiworkbench.trace.internal.PacketSource;
import org.ssiworkbench.trace.internal.StreamFile;
import org.ssiworkbench.trace.internal.TraceLayout;

/** Reads a stream whose packets are laid out as SSI Workbench writes them. */
final class PacketDecoder implements StreamDecoder, PacketReader {
	private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
	private static final int TIME = Slot.TIME.index;
	private static final int CAUSE = Slot.CAUSE.index;
	private static final int PLACE = Slot.PLACE.index;
	private static final int STREAM = Slot.STREAM.index;
	private static final int TYPE = Slot.TYPE.index;
	private static final long ONES = 0x0101010101010101L;
	private static final long HIGH_BITS = 0x8080808080808080L;
	private static final int USUAL_EVENT = 512;
	private static final int MAX_LIVES = 1 << 16;

	private final int stream;
	private final TraceLayout layout;
	private final PacketSource source;
	private final FileBytes file;
	private final OwnTypes types;
	private final TextCodes codes;
	private final List<NodeLife> lives;
	private EventRun target;

	PacketDecoder(int stream, StreamFile file, PacketSource source, TraceLayout layout, OwnTypes types, Dictionary dictionary,
			List<NodeLife> lives) {
		this.stream = stream;
		this.source = source;
		this.layout = layout;
		this.types = types;
		this.file = new FileBytes(file);
		this.lives = new ArrayList<>(lives);
		codes = new TextCodes(dictionary);
	}

	@Override
	public boolean next(EventRun run) {
		target = run;
		return source.next(this);
	}

	@Override
	public boolean sound(PacketHeader header, byte[] data, int from, long place) {
		if (header.events() > (header.bytes() - PacketFormat.HEADER_BYTES) / PacketFormat.EVENT_FIELDS)
			return false; // more than there can be
		int first = target.count;
		int limit = from + header.bytes();
		long base = Places.of(stream, 8 * place) - 8L * from;
		target.reserve(header.events());
		target.clear(header.events());
		int at = from + PacketFormat.HEADER_BYTES;
		long last = header.begin();
		while (at < limit && target.count < first + header.events()) {
			long time = limit - at < PacketFormat.EVENT_FIELDS ? -1 : (long) LONG.get(data, at + PacketFormat.EVENT_TIME);
			OwnTypes.Plan plan = time < last || time > header.end() ? null : types.plan((short) SHORT.get(data, at) & 0xFFFF);
			at = plan == null ? Integer.MAX_VALUE : add(data, at, limit, base, plan);
			last = time;
		}
		long[] times = target.times();
		if (at == limit && target.count == first + header.events() && header.events() > 0 && last == header.end()
				&& times[first] == header.begin()) {
			note(new NodeLife(header.node(), header.boot(), header.begin(), header.end()));
			return true;
		}
		target.count = first;
		return false;
	}

	@Override
	public void damaged(Packet packet, long place) {
		target.reserve(packet.count());
		target.clear(packet.count());
		for (int i = 0; i < packet.count(); i++) {
			int offset = packet.offset(i);
			OwnTypes.Plan plan = types.plan((short) SHORT.get(packet.data(), offset) & 0xFFFF);
			add(packet.data(), offset, packet.data().length, Places.of(stream, 8 * place), plan);
		}
		note(new NodeLife(packet.header().node(), packet.header().boot(), packet.time(0), packet.time(packet.count() - 1)));
	}

	/** Adds an event whose slots are 0. Returns where it ends; a large number if that is beyond {@code limit}. */
	private int add(byte[] data, int offset, int limit, long base, OwnTypes.Plan plan) {
		int event = target.count++;
		target.longs[TIME][event] = (long) LONG.get(data, offset + PacketFormat.EVENT_TIME);
		target.longs[CAUSE][event] = (long) LONG.get(data, offset + PacketFormat.EVENT_CAUSE);
		target.longs[PLACE][event] = base + 8L * offset;
		target.chars[STREAM][event] = (char) stream;
		target.chars[TYPE][event] = plan.type();
		int at = offset + PacketFormat.EVENT_FIELDS;
		for (int put : plan.puts()) {
			if (put >= OwnTypes.TEXT) {
				at = text(data, at, limit, put - OwnTypes.TEXT, event);
			} else {
				if (at > limit - Long.BYTES)
					return Integer.MAX_VALUE;
				put(put, event, (long) LONG.get(data, at));
				at += Long.BYTES;
			}
		}
		return at;
	}

	private void put(int put, int event, long value) {
		int column = put & OwnTypes.COLUMN;
		switch (put >>> OwnTypes.COLUMN_BITS) {
		case OwnTypes.LONG -> target.longs[column][event] = value;
		case OwnTypes.INT -> target.ints[column][event] = value == (int) value ? (int) value : Integer.MIN_VALUE;
		case OwnTypes.CHAR -> target.chars[column][event] = value == (char) value ? (char) value : Slot.CHAR_ELSEWHERE;
		case OwnTypes.BYTE -> target.bytes[column][event] = value == (byte) value ? (byte) value : Byte.MIN_VALUE;
		default -> {
			return; // the index does not hold the field
		}
		}
	}

	/** Most texts are shorter than 8 bytes: their end is found, and they are compared, as one number. */
	private int text(byte[] data, int from, int limit, int column, int event) {
		if (from > limit - Long.BYTES)
			return longText(data, from, limit, column, event);
		long bytes = (long) LONG.get(data, from);
		long zeros = bytes - ONES & ~bytes & HIGH_BITS; // the lowest set bit marks the first zero byte
		if (zeros == 0)
			return longText(data, from, limit, column, event);
		int bits = Long.numberOfTrailingZeros(zeros) & ~7;
		int end = from + (bits >>> 3);
		if (column != OwnTypes.NOWHERE)
			target.chars[column][event] = codes.code(bytes & (1L << bits) - 1, data, from, end);
		return end + 1;
	}

	private int longText(byte[] data, int from, int limit, int column, int event) {
		int hash = 0;
		int end = from;
		while (end < limit && data[end] != 0)
			hash = 31 * hash + data[end++];
		if (end >= limit)
			return Integer.MAX_VALUE;
		if (column != OwnTypes.NOWHERE)
			target.chars[column][event] = codes.code(data, from, end, hash);
		return end + 1;
	}

	private synchronized void note(NodeLife packet) {
		NodeLife last = lives.isEmpty() ? null : lives.getLast();
		if (last != null && last.node() == packet.node() && last.boot() == packet.boot())
			lives.set(lives.size() - 1, new NodeLife(last.node(), last.boot(), last.begin(), packet.end()));
		else if (lives.size() < MAX_LIVES)
			lives.add(packet);
	}

	@Override
	public PacketSource.State state() {
		return source.state();
	}

	@Override
	public int node() {
		return source.state().node();
	}

	@Override
	public synchronized List<NodeLife> lives() {
		return List.copyOf(lives);
	}

	@Override
	public TraceEvent event(long place, long time) throws IOException {
		long offset = Places.bit(place) / 8;
		byte[] data = file.read(offset, USUAL_EVENT);
		EventLayout event = layoutOf(data);
		for (int size = 16 * USUAL_EVENT; event.end(data, PacketFormat.EVENT_FIELDS, data.length) < 0; size *= 16) {
			if (size > 2 * PacketFormat.MAX_PACKET_BYTES)
				throw new IOException("the event at byte " + offset + " of the stream is no longer there");
			data = file.read(offset, size);
		}
		return new TraceEvent(time, node(), event.type(), (long) LONG.get(data, PacketFormat.EVENT_CAUSE),
				event.values(data, PacketFormat.EVENT_FIELDS, null));
	}

	private EventLayout layoutOf(byte[] data) throws IOException {
		EventLayout event = data.length < PacketFormat.EVENT_FIELDS ? null : layout.event((short) SHORT.get(data, 0) & 0xFFFF);
		if (event == null)
			throw new IOException("an event of the stream is no longer where it was");
		return event;
	}
}
