package org.ssiworkbench.trace.internal;

import java.io.IOException;
import java.util.UUID;

import org.ssiworkbench.trace.TraceFormatException;

/**
 * Reads the packets of one stream file in order. Around corrupt places it goes on with the next packet that it can find;
 * each such place becomes a problem. A source of a growing trace may give null now and a packet later.
 */
public final class PacketSource {
	/** A stream with more corrupt places than this, or with more bytes to search for packets, is read no further. */
	private static final int MAX_FAULTS = 1000;
	private static final long MAX_SEARCH = 64 << 20;
	private static final int SEARCH_STEP = 64 << 10;
	private static final long UNKNOWN = -2;
	private static final int START_BYTES = PacketFormat.STREAM_ID;

	private static final int WINDOW = 64 << 10;

	private final StreamFile file;
	private final StreamWindow window;
	private final TraceLayout layout;
	private final UUID trace;
	private final boolean growing;
	private final ProblemList problems;
	private final TextPool texts;
	private long offset;
	private long place;
	private int node;
	private long lastTime;
	private long lastSequence = -1;
	private int faults;
	private long searched;

	public PacketSource(StreamFile file, TraceLayout layout, boolean growing, ProblemList problems, TextPool texts) {
		this(file, layout, growing, problems, texts, WINDOW);
	}

	/** @param windowBytes how much of the file to read at once */
	public PacketSource(StreamFile file, TraceLayout layout, boolean growing, ProblemList problems, TextPool texts,
			int windowBytes) {
		this.file = file;
		window = new StreamWindow(file, windowBytes);
		this.layout = layout;
		node = file.node();
		this.growing = growing;
		this.problems = problems;
		this.texts = texts;
		trace = layout.description().id();
	}

	/**
	 * Where a source is, to go on from there later.
	 *
	 * @param node the stream's node, -1 if no packet was read yet
	 * @param time of the last event
	 * @param sequence the last packet's number
	 */
	public record State(long offset, int node, long time, long sequence) {
	}

	/** Where this source is. */
	public State state() {
		return new State(offset, node, lastTime, lastSequence);
	}

	/** Goes on where another source of this stream was. */
	public void resume(State state) {
		offset = state.offset();
		node = state.node();
		lastTime = state.time();
		lastSequence = state.sequence();
	}

	/** Where the packet given last is in the file. */
	public long place() {
		return place;
	}

	/** Goes on with the packet at {@code newOffset}, which is not the one after the packet given last. */
	public void seek(long newOffset) {
		offset = newOffset;
		lastSequence = UNKNOWN;
	}

	/** The next packet with at least one readable event; null at the end. */
	public Packet next() {
		try {
			for (PacketHeader header = readHeader(); header != null; header = readHeader()) {
				Packet packet = load(header);
				if (packet != null && packet.count() > 0)
					return packet;
			}
		} catch (IOException e) {
			giveUp("the file cannot be read: " + e);
		}
		window.release();
		return null;
	}

	/**
	 * Gives the next packet with at least one readable event to a reader; false at the end. Sound packets cost no copy.
	 */
	public boolean next(PacketReader reader) {
		try {
			for (PacketHeader header = readHeader(); header != null; header = readHeader())
				if (give(header, reader))
					return true;
		} catch (IOException e) {
			giveUp("the file cannot be read: " + e);
		}
		window.release();
		return false;
	}

	private boolean give(PacketHeader header, PacketReader reader) throws IOException {
		boolean follows = (node < 0 || header.node() == node) && header.begin() >= lastTime;
		int from = window.load(place, header.bytes());
		if (follows && window.holds(from + header.bytes()) && reader.sound(header, window.piece(), from, place)) {
			node = header.node();
			noteGap(header.sequence());
			lastTime = header.end();
			return true;
		}
		Packet packet = load(header);
		if (packet == null || packet.count() == 0)
			return false;
		reader.damaged(packet, place);
		return true;
	}

	/** The next packet's header, without its events; null at the end. */
	public PacketHeader nextHeader() {
		try {
			return readHeader();
		} catch (IOException e) {
			giveUp("the file cannot be read: " + e);
			return null;
		}
	}

	void problem(long where, String reason) {
		problems.add(file.name(), where, reason);
	}

	private void fault(long where, String reason) {
		problem(where, reason);
		faults++;
	}

	private void giveUp(String reason) {
		problem(offset, reason);
		offset = Long.MAX_VALUE;
	}

	private PacketHeader readHeader() throws IOException {
		for (long size = window.size(offset); offset < size; size = window.size(offset)) {
			byte[] head = window.read(offset, PacketFormat.HEADER_BYTES);
			if (growing && head.length < PacketFormat.HEADER_BYTES)
				return null;
			try {
				PacketHeader header = PacketHeader.parse(head, head.length, trace);
				if (growing && offset + header.bytes() > window.size(offset + header.bytes()))
					return null;
				place = offset;
				offset += header.bytes();
				return header;
			} catch (TraceFormatException e) {
				fault(offset, e.getMessage());
				search(offset + 1, size);
			}
		}
		return null;
	}

	private Packet load(PacketHeader header) throws IOException {
		Packet packet = new Packet(header, window.read(place, header.bytes()), layout, texts);
		if (packet.fault() != null) {
			fault(place + packet.readableBytes(), packet.fault());
			leaveFaultyPacket(packet);
		}
		if (node < 0)
			node = header.node();
		if (header.node() != node || header.begin() < lastTime) {
			problem(place, header.node() != node ? "the packet is of node " + header.node() + " in a stream of node " + node
					: "the packet begins before the one before it ends");
			return null;
		}
		noteGap(header.sequence());
		if (packet.count() > 0)
			lastTime = packet.time(packet.count() - 1);
		return packet;
	}

	/** A wrong size may be the fault, so the packet's end is believed only if the file ends or a packet begins there. */
	private void leaveFaultyPacket(Packet packet) throws IOException {
		long size = window.size(offset);
		byte[] next = window.read(offset, START_BYTES);
		boolean packetFollows = next.length == START_BYTES && PacketHeader.startsPacket(next, 0, trace);
		if (faults > MAX_FAULTS || offset != size && !packetFollows)
			search(place + packet.readableBytes(), size);
	}

	private void noteGap(long sequence) {
		if (lastSequence != UNKNOWN && sequence > lastSequence + 1)
			problem(place, "packets missing before this one: " + (sequence - lastSequence - 1));
		lastSequence = sequence;
	}

	/** Moves to the first place at or after {@code from} where a packet begins, or to the end. */
	private void search(long from, long size) throws IOException {
		for (long at = from; at < size && maySearch(); at += SEARCH_STEP - START_BYTES + 1) {
			byte[] data = window.read(at, SEARCH_STEP);
			searched += data.length;
			for (int i = 0; i <= data.length - START_BYTES; i++)
				if (data[i] == (byte) PacketFormat.MAGIC_VALUE && PacketHeader.startsPacket(data, i, trace)) {
					offset = at + i;
					return;
				}
		}
		if (maySearch())
			offset = growing ? Math.max(from, size - START_BYTES + 1) : size;
		else
			giveUp("the stream is corrupt in too many places; the rest of it is not read");
	}

	private boolean maySearch() {
		return faults <= MAX_FAULTS && searched < MAX_SEARCH;
	}
}
