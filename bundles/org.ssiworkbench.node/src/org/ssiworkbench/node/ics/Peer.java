package org.ssiworkbench.node.ics;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What ICS knows about one incarnation of another node. */
final class Peer {
	final int number;
	/** 0 until a frame or CLMS tells. */
	int incarnation;
	/** Whether ordinary services may talk to it. */
	boolean member;
	/** Whether it went down, or is to be known by another incarnation: nothing is done for it any more. */
	boolean gone;
	private final Link[] links = new Link[IcsChannel.COUNT];
	private final Wire wire;
	/** Own unanswered requests to it, by id, which is also the order of their making. */
	final TreeMap<Long, Call> pending = new TreeMap<>();
	/** Its requests that it may still ask about again, by id. */
	final TreeMap<Long, IcsRequest> serving = new TreeMap<>();
	/** What it asked of ordinary services before this node learnt that it is a member. */
	final List<IcsRequest> tooEarly = new ArrayList<>();
	/** It has the replies to all its requests below this id. */
	long answeredBelow;

	Peer(int number, int incarnation, Wire wire) {
		this.number = number;
		this.incarnation = incarnation;
		this.wire = wire;
	}

	/** Its link of a channel, made if need be. */
	Link link(int channel) {
		if (links[channel] == null)
			links[channel] = new Link(this, channel, wire);
		return links[channel];
	}

	/** Its link of a channel; null while it was not used. */
	Link usedLink(int channel) {
		return links[channel];
	}

	/** Closes all channels to it. */
	void end() {
		gone = true;
		for (Link link : links)
			if (link != null)
				link.close();
	}

	long oldestPending() {
		return pending.isEmpty() ? Long.MAX_VALUE : pending.firstKey();
	}

	void forgetAnswered(long below) {
		if (below <= answeredBelow)
			return;
		answeredBelow = below;
		serving.headMap(below).clear();
	}
}
