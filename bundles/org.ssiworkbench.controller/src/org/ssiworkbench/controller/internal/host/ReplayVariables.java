package org.ssiworkbench.controller.internal.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.inspect.NodeVariables;
import org.ssiworkbench.node.inspect.Variable;
import org.ssiworkbench.node.vproc.Vproc.Placed;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.replay.PendingCalls;
import org.ssiworkbench.trace.state.ClusterState;
import org.ssiworkbench.trace.state.ClusterState.ChannelState;
import org.ssiworkbench.trace.state.ClusterState.NodeState;

/** A recorded node's state as variables, by the names of {@link NodeVariables}. */
final class ReplayVariables {
	private static final int TRANSITIONS = 20;

	private final ReplayHost host;
	private final PendingCalls calls;

	ReplayVariables(ReplayHost host, TraceIndex index) {
		this.host = host;
		calls = new PendingCalls(index);
	}

	/** All of a node when so many rows of the trace had happened; {@link IllegalStateException} when it had no state yet. */
	List<Variable> of(int node, int rows) {
		ClusterState cluster = host.state(rows);
		NodeState state = cluster.nodes().get(node);
		if (state == null || state.boot() == 0)
			throw new IllegalStateException("node " + node + " has not recorded anything yet, so it has no state");
		calls.moveTo(rows);
		return List.of(Variable.of("node", node), membership(node, rows, state), interconnect(node, cluster), loads(node, cluster),
				NodeVariables.processes(ReplayHost.processes(cluster).filter(placed -> placed.place() == node).map(Placed::process).toList()));
	}

	private Variable membership(int node, int rows, NodeState state) {
		String summary = state.view().entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
				.collect(Collectors.joining(" "));
		List<Variable> states = new ArrayList<>();
		state.view().forEach((number, known) -> states.add(Variable.of(String.valueOf(number), known)));
		long up = state.view().values().stream().filter("UP"::equals).count();
		List<Variable> history = host.history(node, rows, TRANSITIONS).stream().map(ReplayVariables::transition).toList();
		return new Variable("clms", summary, List.of(Variable.of("master", state.master()), Variable.of("transid", state.transid()),
				Variable.of("up", up), new Variable("state", summary, states),
				new Variable("history", history.size() + " transitions", history)));
	}

	private static Variable transition(Transition transition) {
		return Variable.of(String.valueOf(transition.transid()), "node " + transition.node() + " " + transition.from() + " to "
				+ transition.to() + ": " + transition.cause());
	}

	private Variable interconnect(int node, ClusterState cluster) {
		SortedMap<Integer, SortedMap<Integer, long[]>> peers = new TreeMap<>();
		for (ChannelState channel : cluster.channels()) {
			if (channel.channel() < 0)
				continue; // a datagram goes on none
			if (channel.from() == node)
				counters(peers, channel.to(), channel.channel())[0] = channel.sent();
			if (channel.to() == node)
				counters(peers, channel.from(), channel.channel())[1] = channel.received();
		}
		Map<Integer, Long> pending = calls.of(node);
		List<Variable> parts = new ArrayList<>();
		peers.forEach((peer, channels) -> parts.add(peer(peer, channels, pending.getOrDefault(peer, 0L))));
		return new Variable("ics", pending.values().stream().mapToLong(Long::longValue).sum() + " RPCs pending", parts);
	}

	private static long[] counters(SortedMap<Integer, SortedMap<Integer, long[]>> peers, int peer, int channel) {
		return peers.computeIfAbsent(peer, p -> new TreeMap<>()).computeIfAbsent(channel, c -> new long[2]);
	}

	private static Variable peer(int number, SortedMap<Integer, long[]> channels, long pending) {
		long sent = channels.values().stream().mapToLong(counters -> counters[0]).sum();
		long received = channels.values().stream().mapToLong(counters -> counters[1]).sum();
		List<Variable> parts = new ArrayList<>(
				List.of(Variable.of("pending", pending), Variable.of("sent", sent), Variable.of("received", received)));
		channels.forEach((channel, counters) -> parts.add(new Variable("channel " + channel,
				counters[0] + " sent, " + counters[1] + " received",
				List.of(Variable.of("sent", counters[0]), Variable.of("received", counters[1])))));
		return new Variable("node " + number, pending + " pending", parts);
	}

	private static Variable loads(int node, ClusterState cluster) {
		List<Variable> parts = new ArrayList<>();
		cluster.nodes().forEach((number, state) -> {
			if (state.alive() && state.load() >= 0)
				parts.add(Variable.of(String.valueOf(number), state.load()));
		});
		return new Variable("load", String.valueOf(Math.max(0, cluster.nodes().get(node).load())), parts);
	}
}
