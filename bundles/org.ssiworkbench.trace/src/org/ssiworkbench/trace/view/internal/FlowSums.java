package org.ssiworkbench.trace.view.internal;

import java.util.Arrays;

/** Adds up messages by flow. Made for being cleared and filled again many times: costs only what was added. */
final class FlowSums {
	private int[] counts = new int[64];
	private int[] losts = new int[64];
	private double[] latencies = new double[64];
	private int[] touched = new int[64];
	private int size;
	private int latest = MessageTable.NONE;

	/** How many flows have messages. */
	int size() {
		return size;
	}

	/** The {@code i}-th flow that has messages. */
	int flow(int i) {
		return touched[i];
	}

	int count(int flow) {
		return counts[flow];
	}

	int lost(int flow) {
		return losts[flow];
	}

	/** Sum of the times from send to receive of those that arrived, ns. */
	double latency(int flow) {
		return latencies[flow];
	}

	/** The last row of a receive, for blocks that remember it. */
	int latest() {
		return latest;
	}

	void clear() {
		for (int i = 0; i < size; i++) {
			counts[touched[i]] = 0;
			losts[touched[i]] = 0;
			latencies[touched[i]] = 0;
		}
		size = 0;
		latest = MessageTable.NONE;
	}

	/** Adds one message. */
	void add(MessageTable table, int message) {
		int receive = table.receive(message);
		boolean lost = receive == MessageTable.NONE;
		add(table.flow(message), 1, lost ? 1 : 0, lost ? 0 : table.latency(message), receive);
	}

	/** Adds messages of a flow. */
	void add(int flow, int count, int lost, double latency, int receive) {
		if (flow >= counts.length)
			grow(flow + 1);
		if (counts[flow] == 0)
			touched[size++] = flow;
		counts[flow] += count;
		losts[flow] += lost;
		latencies[flow] += latency;
		latest = Math.max(latest, receive);
	}

	private void grow(int least) {
		int length = Math.max(least, 2 * counts.length);
		counts = Arrays.copyOf(counts, length);
		losts = Arrays.copyOf(losts, length);
		latencies = Arrays.copyOf(latencies, length);
		touched = Arrays.copyOf(touched, length);
	}
}
