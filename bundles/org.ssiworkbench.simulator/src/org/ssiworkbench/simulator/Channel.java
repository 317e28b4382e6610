package org.ssiworkbench.simulator;

/** One open channel between two nodes, like one TCP connection. */
final class Channel {
	final int low;
	final int high;
	final int number;
	final Stream up = new Stream();
	final Stream down = new Stream();
	boolean open = true;
	/** When its path was cut, or -1. */
	long cutSince = -1;

	Channel(int low, int high, int number) {
		this.low = low;
		this.high = high;
		this.number = number;
	}

	Stream from(int node) {
		return node == low ? up : down;
	}

	int other(int node) {
		return node == low ? high : low;
	}
}
