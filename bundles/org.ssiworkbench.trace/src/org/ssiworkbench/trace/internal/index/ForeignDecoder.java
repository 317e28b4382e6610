package org.ssiworkbench.trace.internal.index;

import java.io.IOException;
import java.util.List;

import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.TraceFormatException;
import org.ssiworkbench.trace.internal.PacketSource;
import org.ssiworkbench.trace.internal.ProblemList;
import org.ssiworkbench.trace.internal.StreamFile;
import org.ssiworkbench.trace.internal.ctf.ForeignPacket;

/** Reads a stream of a foreign trace. Its node is the stream's number, from 1. */
final class ForeignDecoder implements StreamDecoder {
	private static final int HEAD = 64 << 10;
	private static final int MAX_PACKET = 64 << 20;
	private static final int MAX_FAULTS = 1000;

	private final int stream;
	private final StreamFile file;
	private final FileBytes bytes;
	private final ForeignFormat format;
	private final Dictionary dictionary;
	private final ProblemList problems;
	private final boolean growing;
	/** Where packets begin, to read their events again. */
	private final PacketOffsets packets = new PacketOffsets();
	private long offset;
	private long lastTime;
	private int faults;
	private long cachedOffset = -1;
	private ForeignPacket cached;

	ForeignDecoder(int stream, StreamFile file, ForeignFormat format, TraceFormat.Start start, Dictionary dictionary, ProblemList problems) {
		this.stream = stream;
		this.file = file;
		this.format = format;
		this.dictionary = dictionary;
		this.problems = problems;
		growing = start.growing();
		bytes = new FileBytes(file);
		if (start.state() != null) {
			offset = start.state().offset();
			lastTime = start.state().time();
		}
	}

	@Override
	public boolean next(EventRun run) {
		int before = run.count;
		while (run.count == before)
			if (!nextPacket(run))
				return false;
		return true;
	}

	private boolean nextPacket(EventRun run) {
		try {
			long left = file.size() - offset;
			if (left <= 0)
				return false;
			ForeignPacket packet = open(offset, left);
			if (packet.bytes() > left && growing)
				return false;
			if (packet.bytes() > left)
				fault(offset, "the packet is cut off: " + left + " of " + packet.bytes() + " bytes are there");
			packets.add(offset);
			decode(packet, offset, run);
			offset += Math.min(packet.bytes(), left);
			return true;
		} catch (IOException e) {
			fault(offset, e.getMessage() + "; the stream is not read further");
			offset = Long.MAX_VALUE / 16;
			return false;
		}
	}

	/** Reads a packet, or as much of it as there is. */
	private ForeignPacket open(long at, long left) throws IOException {
		byte[] head = bytes.read(at, (int) Math.min(HEAD, left));
		ForeignPacket packet = new ForeignPacket(format.metadata(), head, left);
		if (packet.bytes() > MAX_PACKET)
			throw new TraceFormatException("the packet is larger than 64 MiB");
		if (packet.bytes() == 0)
			throw new TraceFormatException("the packet has no size");
		return packet.bytes() <= head.length ? packet
				: new ForeignPacket(format.metadata(), bytes.read(at, (int) Math.min(packet.bytes(), left)), left);
	}

	private void decode(ForeignPacket packet, long at, EventRun run) {
		try {
			for (ForeignPacket.Event event = packet.next(); event != null; event = packet.next())
				add(event, at, run);
		} catch (TraceFormatException e) {
			fault(at, e.getMessage() + "; the rest of the packet is left out");
		}
	}

	private void fault(long at, String reason) {
		if (++faults <= MAX_FAULTS)
			problems.add(file.name(), at, reason);
	}

	private void add(ForeignPacket.Event event, long at, EventRun run) {
		int type = format.foreign().number(event.stream(), event.type());
		if (type < 0)
			return;
		run.reserve(1);
		run.clear(1);
		int row = run.count++;
		// A clock that steps back does not take the events out of their order.
		lastTime = Math.max(lastTime, Math.max(0, format.nanos(event.cycles())));
		run.put(Slot.TIME, row, lastTime);
		run.put(Slot.PLACE, row, Places.of(stream, 8 * at + event.bit()));
		run.put(Slot.STREAM, row, stream);
		run.put(Slot.TYPE, row, type);
		SlotPlan plan = format.types().plans().get(type);
		for (int field = 0; field < event.values().size(); field++)
			if (plan.slot(field) != null)
				run.put(plan.slot(field), row, stored(event.values().get(field)));
	}

	private long stored(Object value) {
		return value instanceof Long number ? number
				: ((String) value).length() > Dictionary.MAX_BYTES ? Slot.CHAR_ELSEWHERE : dictionary.code((String) value);
	}

	@Override
	public PacketSource.State state() {
		return new PacketSource.State(offset, node(), lastTime, 0);
	}

	@Override
	public int node() {
		return stream + 1;
	}

	@Override
	public List<NodeLife> lives() {
		return List.of();
	}

	/** After an index was taken over nothing is known of the packets. */
	private void findPackets() throws IOException {
		if (!packets.isEmpty())
			return;
		long size = Math.min(offset, file.size());
		for (long at = 0; at < size;) {
			packets.add(at);
			at += new ForeignPacket(format.metadata(), bytes.read(at, (int) Math.min(HEAD, size - at)), size - at).bytes();
		}
	}

	@Override
	public synchronized TraceEvent event(long place, long time) throws IOException {
		findPackets();
		long packet = packets.before(Places.bit(place) / 8);
		if (packet != cachedOffset) {
			cached = open(packet, file.size() - packet);
			cachedOffset = packet;
		}
		ForeignPacket.Event event = cached.at(Places.bit(place) - 8 * packet);
		EventType type = format.types().types().get(format.foreign().number(event.stream(), event.type()));
		return new TraceEvent(time, node(), type, 0, event.values());
	}
}
