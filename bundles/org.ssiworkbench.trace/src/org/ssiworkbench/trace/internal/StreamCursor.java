package org.ssiworkbench.trace.internal;

import java.util.Set;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;

/** Walks over the events of one stream; holds one packet at a time. */
public final class StreamCursor implements Comparable<StreamCursor> {
	private final PacketSource source;
	private final int order;
	private final Set<EventKind> kinds;
	private final long from;
	private Packet packet;
	private int index;
	private boolean unknownReported;

	/**
	 * @param order the stream's place among the streams, for events of the same time and node
	 * @param kinds the kinds to stop at
	 * @param from events before this time are passed over
	 */
	public StreamCursor(PacketSource source, int order, Set<EventKind> kinds, long from) {
		this.source = source;
		this.order = order;
		this.kinds = kinds;
		this.from = from;
	}

	/** Moves to the next event; false at the end, and then again later if the trace grows. */
	public boolean advance() {
		while (true) {
			if (packet == null) {
				packet = source.next();
				index = -1;
				if (packet == null)
					return false;
			}
			while (++index < packet.count())
				if (isWanted())
					return true;
			packet = null;
		}
	}

	public TraceEvent event() {
		return packet.event(index);
	}

	/** By time, then node, then stream; a stream's own events keep their order. */
	@Override
	public int compareTo(StreamCursor other) {
		int byTime = Long.compare(packet.time(index), other.packet.time(other.index));
		if (byTime != 0)
			return byTime;
		int byNode = Integer.compare(packet.header().node(), other.packet.header().node());
		return byNode != 0 ? byNode : Integer.compare(order, other.order);
	}

	private boolean isWanted() {
		EventKind kind = packet.kind(index);
		if (kind == null && !unknownReported) {
			source.problem(source.place(), "the stream has events of a kind that this version does not know; they are left out");
			unknownReported = true;
		}
		return kind != null && kinds.contains(kind) && packet.time(index) >= from;
	}
}
