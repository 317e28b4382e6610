package org.ssiworkbench.trace.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.state.ClusterState.ChannelState;

/** Counters of all directions of all channels, in one array that is quickly copied. Not thread-safe. */
final class ChannelTable {
	private static final Throttle FREE = new Throttle(false, 0);
	private static final long SENT = 1L << 32;

	private record Throttle(boolean on, long queued) {
	}

	private final ChannelKeys keys;
	/** By channel's number: messages sent in the upper and received in the lower half, then bytes sent. */
	private long[] counters;
	private final Map<Integer, Throttle> throttles;

	ChannelTable() {
		keys = new ChannelKeys();
		counters = new long[128];
		throttles = new HashMap<>();
	}

	private ChannelTable(ChannelTable other) {
		keys = other.keys;
		counters = Arrays.copyOf(other.counters, Math.min(other.counters.length, 2 * keys.count() + 2));
		throttles = new HashMap<>(other.throttles);
	}

	ChannelTable copy() {
		return new ChannelTable(this);
	}

	/** How much memory a copy takes. */
	long bytes() {
		return 8L * counters.length;
	}

	void sent(int from, int to, int channel, long bytes) {
		int at = at(from, to, channel);
		counters[at] += SENT;
		counters[at + 1] += bytes;
	}

	void received(int from, int to, int channel) {
		int at = at(from, to, channel); // may replace the array
		counters[at]++;
	}

	void throttled(int from, int to, int channel, boolean on, long queued) {
		throttles.put(at(from, to, channel) / 2, new Throttle(on, queued));
	}

	/** Nothing is queued any more from a node to another one. */
	void cut(int from, int to) {
		throttles.keySet().removeIf(number -> keys.from(number) == from && keys.to(number) == to);
	}

	/** By sender, receiver and channel ascending; only those that were met. */
	List<ChannelState> list() {
		List<ChannelState> channels = new ArrayList<>(keys.count());
		for (int number : keys.sorted())
			if (2 * number < counters.length && (counters[2 * number] != 0 || throttles.containsKey(number)))
				channels.add(state(number));
		return channels;
	}

	private ChannelState state(int number) {
		Throttle throttle = throttles.getOrDefault(number, FREE);
		long messages = counters[2 * number];
		return new ChannelState(keys.from(number), keys.to(number), keys.channel(number), throttle.on, throttle.queued,
				messages >>> 32, messages & SENT - 1, counters[2 * number + 1]);
	}

	private int at(int from, int to, int channel) {
		int at = 2 * keys.number(from, to, channel);
		if (at >= counters.length)
			counters = Arrays.copyOf(counters, 2 * at);
		return at;
	}
}
