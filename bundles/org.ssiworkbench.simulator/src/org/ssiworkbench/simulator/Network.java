package org.ssiworkbench.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.simulator.EventQueue.What;
import org.ssiworkbench.simulator.SimulationEvent.Kind;

/** The interconnect: datagrams and channels between nodes, with the links' faults. */
final class Network {
	/** How long a channel survives a cut path, and an attempt to open one waits. */
	private static final long BREAK_AFTER = 5_000_000_000L;
	private static final long CONNECT_TIMEOUT = 1_000_000_000L;
	/** A lost frame of a channel is sent again after this. */
	private static final long SEND_AGAIN = 20_000_000;
	private static final int NODE_BITS = 16;
	private static final int CHANNEL_BITS = 8;

	private final Simulation simulation;
	private final LinkConfig usual;
	private final SplitMix64 random;
	private final TreeMap<Integer, LinkConfig> links = new TreeMap<>();
	private final TreeMap<Integer, Long> busyUntil = new TreeMap<>();
	private final TreeMap<Long, Channel> channels = new TreeMap<>();
	private final TreeSet<Integer> side = new TreeSet<>();

	Network(Simulation simulation, LinkConfig usual, long seed) {
		this.simulation = simulation;
		this.usual = usual;
		random = new SplitMix64(seed);
	}

	void partition(Set<Integer> nodes) {
		side.clear();
		side.addAll(nodes);
		pathsChanged();
	}

	void setLink(int from, int to, LinkConfig config) {
		links.put(direction(from, to), config);
		pathsChanged();
	}

	LinkConfig link(int from, int to) {
		return links.getOrDefault(direction(from, to), usual);
	}

	void usualLinks() {
		links.clear();
		pathsChanged();
	}

	private static int direction(int from, int to) {
		return from << NODE_BITS | to;
	}

	private static long key(int a, int b, int channel) {
		return ((long) Math.min(a, b) << NODE_BITS | Math.max(a, b)) << CHANNEL_BITS | channel;
	}

	boolean cut(int a, int b) {
		return side.contains(a) != side.contains(b);
	}

	private boolean passes(int from, int to) {
		return !cut(from, to) && link(from, to).loss() < 100;
	}

	/** When something that leaves now arrives; the link's bandwidth is shared by all that goes that way. */
	private long arrival(int from, int to, int bytes) {
		LinkConfig link = link(from, to);
		return taken(from, to, bytes) + link.latency() + random.below(link.jitter() + 1);
	}

	private long taken(int from, int to, int bytes) {
		long now = simulation.now();
		long bandwidth = link(from, to).bandwidth();
		if (bandwidth <= 0)
			return now;
		int way = direction(from, to);
		long done = Math.max(now, busyUntil.getOrDefault(way, 0L)) + bytes * 8_000_000_000L / bandwidth;
		busyUntil.put(way, done);
		return done;
	}

	void datagram(SimulatedHost from, int to, byte[] data) {
		int sender = from.number;
		if (!passes(sender, to) || random.chance(link(sender, to).loss()))
			return;
		What what = new What(Kind.DATAGRAM, to, sender, -1, MessageIds.ofDatagram(data));
		simulation.at(arrival(sender, to, data.length), what, () -> {
			SimulatedHost receiver = simulation.host(to);
			if (receiver != null && !cut(sender, to))
				receiver.deliver(() -> receiver.node.datagramReceived(sender, data));
		});
	}

	void open(SimulatedHost from, int to, int number) {
		int opener = from.number;
		SimulatedHost target = simulation.host(to);
		boolean answers = passes(opener, to) && passes(to, opener) && target != null && target.alive();
		if (!answers) {
			simulation.at(simulation.now() + CONNECT_TIMEOUT, What.channel(opener, to, number), () -> from.deliver(() -> from.node.channelClosed(to, number)));
			return;
		}
		simulation.at(arrival(opener, to, 0), What.channel(to, opener, number), () -> accept(from, target, number));
	}

	private void accept(SimulatedHost opener, SimulatedHost target, int number) {
		if (!opener.alive() || !target.alive() || cut(opener.number, target.number)) {
			opener.deliver(() -> opener.node.channelClosed(target.number, number));
			return;
		}
		long key = key(opener.number, target.number, number);
		Channel old = channels.get(key);
		if (old != null)
			broken(old);
		Channel channel = new Channel(Math.min(opener.number, target.number), Math.max(opener.number, target.number), number);
		channels.put(key, channel);
		target.deliver(() -> ifOpen(channel, () -> target.node.channelOpened(opener.number, number)));
		long answered = arrival(target.number, opener.number, 0);
		channel.from(target.number).lastArrival = answered;
		simulation.at(answered, What.channel(opener.number, target.number, number),
				() -> opener.deliver(() -> ifOpen(channel, () -> opener.node.channelOpened(target.number, number))));
	}

	private static void ifOpen(Channel channel, Runnable action) {
		if (channel.open)
			action.run();
	}

	void close(SimulatedHost from, int to, int number) {
		Channel channel = channels.remove(key(from.number, to, number));
		if (channel == null)
			return;
		channel.open = false;
		tellClosed(to, from.number, number);
	}

	private void tellClosed(int node, int peer, int number) {
		SimulatedHost host = simulation.host(node);
		if (host != null)
			simulation.at(simulation.now() + link(peer, node).latency(), What.channel(node, peer, number),
					() -> host.deliver(() -> {
						if (!channels.containsKey(key(node, peer, number)))
							host.node.channelClosed(peer, number);
					}));
	}

	private void broken(Channel channel) {
		channel.open = false;
		channels.remove(key(channel.low, channel.high, channel.number));
		tellClosed(channel.low, channel.high, channel.number);
		tellClosed(channel.high, channel.low, channel.number);
	}

	void send(SimulatedHost from, int to, int number, byte[] bytes) {
		Channel channel = channels.get(key(from.number, to, number));
		if (channel == null)
			return;
		Stream stream = channel.from(from.number);
		long taken = taken(from.number, to, bytes.length);
		LinkConfig link = link(from.number, to);
		long arrival = taken + link.latency() + random.below(link.jitter() + 1);
		while (link.loss() < 100 && random.chance(link.loss()))
			arrival += SEND_AGAIN;
		stream.lastArrival = Math.max(stream.lastArrival, arrival);
		stream.add(bytes, taken);
		if (!stream.stalled)
			arrival(channel, from.number, bytes);
	}

	private void arrival(Channel channel, int from, byte[] bytes) {
		What what = new What(Kind.FRAME, channel.other(from), from, channel.number, MessageIds.ofFrame(bytes));
		simulation.at(channel.from(from).lastArrival, what, () -> arrive(channel, from));
	}

	private void arrive(Channel channel, int from) {
		Stream stream = channel.from(from);
		if (!channel.open || stream.stalled)
			return;
		int to = channel.other(from);
		if (!passes(from, to)) {
			stream.stalled = true;
			return;
		}
		byte[] bytes = stream.take();
		SimulatedHost receiver = simulation.host(to);
		if (bytes != null && receiver != null)
			receiver.deliver(() -> ifOpen(channel, () -> receiver.node.received(from, channel.number, bytes)));
	}

	long queued(SimulatedHost from, int to, int number) {
		Channel channel = channels.get(key(from.number, to, number));
		return channel == null ? 0 : channel.from(from.number).queued(simulation.now());
	}

	/** After a partition, a heal or a change of a link: stalled streams flow again, cut channels will break. */
	private void pathsChanged() {
		for (Channel channel : new ArrayList<>(channels.values())) {
			boolean whole = passes(channel.low, channel.high) && passes(channel.high, channel.low);
			if (!whole && channel.cutSince < 0) {
				channel.cutSince = simulation.now();
				long since = channel.cutSince;
				simulation.at(since + BREAK_AFTER, What.channel(channel.high, channel.low, channel.number), () -> {
					if (channel.open && channel.cutSince == since)
						broken(channel);
				});
			} else if (whole)
				channel.cutSince = -1;
			flow(channel, channel.low);
			flow(channel, channel.high);
		}
	}

	private void flow(Channel channel, int from) {
		Stream stream = channel.from(from);
		if (!stream.stalled || !passes(from, channel.other(from)))
			return;
		stream.stalled = false;
		sendAgain(channel, from);
	}

	private void sendAgain(Channel channel, int from) {
		Stream stream = channel.from(from);
		stream.lastArrival = Math.max(stream.lastArrival, simulation.now() + SEND_AGAIN);
		for (byte[] bytes : stream.waiting())
			arrival(channel, from, bytes);
	}

	/** The next frame from a node on a channel is lost: it and all behind it come later, as from a TCP that sends again. */
	void lose(int from, int to, int number) {
		Channel channel = channels.get(key(from, to, number));
		if (channel == null)
			return;
		simulation.cancelFrames(to, from, number);
		sendAgain(channel, from);
	}

	/** A machine boots: what its last life had open is answered with a reset. */
	void reset(int node) {
		for (Channel channel : channelsOf(node))
			broken(channel);
	}

	/** Breaks one channel for no reason that a node could know. */
	void reset(int a, int b, int number) {
		Channel channel = channels.get(key(a, b, number));
		if (channel != null)
			broken(channel);
	}

	private List<Channel> channelsOf(int node) {
		List<Channel> found = new ArrayList<>();
		for (Channel channel : channels.values())
			if (channel.low == node || channel.high == node)
				found.add(channel);
		return found;
	}
}
