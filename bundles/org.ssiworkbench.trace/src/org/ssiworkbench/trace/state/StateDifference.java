package org.ssiworkbench.trace.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.ssiworkbench.trace.state.ClusterState.ChannelState;
import org.ssiworkbench.trace.state.ClusterState.FlyingMessage;
import org.ssiworkbench.trace.state.ClusterState.NodeState;
import org.ssiworkbench.trace.state.ClusterState.ProcessState;

/** Compares two states of a cluster. */
public final class StateDifference {
	/** By what a channel is known. */
	private record Way(int from, int to, int channel) implements Comparable<Way> {
		private static final Comparator<Way> ORDER = Comparator.comparingInt(Way::from).thenComparingInt(Way::to).thenComparingInt(Way::channel);

		@Override
		public int compareTo(Way other) {
			return ORDER.compare(this, other);
		}

		@Override
		public String toString() {
			return "node " + from + " to " + to + ", channel " + channel;
		}
	}

	private StateDifference() {
	}

	/** The tree of the later state, with what is gone since the earlier one, and what each thing was then. */
	public static StateChange between(ClusterState before, ClusterState after) {
		return parent("cluster",
				List.of(leaf("master", text(before.master()), text(after.master())),
						parent("members", leaves(before.members(), after.members(), "node ")),
						parent("nodes", merged(before.nodes(), after.nodes(), StateDifference::node)),
						parent("channels", merged(channels(before), channels(after), StateDifference::channel)),
						parent("processes", merged(before.processes(), after.processes(), StateDifference::process)),
						parent("in flight", merged(inFlight(before), inFlight(after), StateDifference::message))));
	}

	/** Makes the change of one thing that was, or is, or both. */
	private interface Maker<K, V> {
		StateChange make(K key, V before, V after);
	}

	private static <K, V> List<StateChange> merged(SortedMap<K, V> before, SortedMap<K, V> after, Maker<K, V> maker) {
		SortedMap<K, V> all = new TreeMap<>(before.comparator());
		all.putAll(before);
		all.putAll(after);
		List<StateChange> changes = new ArrayList<>();
		for (K key : all.keySet())
			changes.add(maker.make(key, before.get(key), after.get(key)));
		return changes;
	}

	private static List<StateChange> leaves(SortedMap<Integer, String> before, SortedMap<Integer, String> after, String prefix) {
		return merged(before, after, (node, old, now) -> leaf(prefix + node, old, now));
	}

	private static StateChange node(int node, NodeState before, NodeState after) {
		List<StateChange> parts = List.of(field("state", before, after, NodeState::state), field("alive", before, after, NodeState::alive),
				field("boot", before, after, NodeState::boot), field("master", before, after, NodeState::master),
				field("last transition", before, after, NodeState::transid), field("load", before, after, NodeState::load),
				parent("view", leaves(view(before), view(after), "node ")));
		return new StateChange("node " + node, value(before, NodeState::state), value(after, NodeState::state), anyChanged(parts), parts);
	}

	private static SortedMap<Integer, String> view(NodeState node) {
		return node == null ? new TreeMap<>() : node.view();
	}

	private static StateChange channel(Way way, ChannelState before, ChannelState after) {
		List<StateChange> parts = List.of(field("throttled", before, after, ChannelState::throttled),
				field("queued", before, after, ChannelState::queued), field("sent", before, after, ChannelState::sent),
				field("received", before, after, ChannelState::received), field("bytes", before, after, ChannelState::bytes));
		return new StateChange(way.toString(), value(before, ChannelState::sent), value(after, ChannelState::sent), anyChanged(parts), parts);
	}

	private static StateChange process(long pid, ProcessState before, ProcessState after) {
		List<StateChange> parts = List.of(field("place", before, after, ProcessState::place),
				field("phase", before, after, ProcessState::phase), field("target", before, after, ProcessState::target),
				field("command", before, after, ProcessState::command), field("parent", before, after, ProcessState::parent));
		return new StateChange("process " + pid, value(before, ProcessState::place), value(after, ProcessState::place), anyChanged(parts),
				parts);
	}

	private static StateChange message(long id, FlyingMessage before, FlyingMessage after) {
		Function<FlyingMessage, Object> shown = message -> message.service() + ' ' + message.operation() + ", node " + message.from()
				+ " to " + message.to();
		return leaf("message 0x" + Long.toHexString(id), value(before, shown), value(after, shown));
	}

	private static SortedMap<Way, ChannelState> channels(ClusterState state) {
		SortedMap<Way, ChannelState> channels = new TreeMap<>();
		for (ChannelState channel : state.channels())
			channels.put(new Way(channel.from(), channel.to(), channel.channel()), channel);
		return channels;
	}

	private static SortedMap<Long, FlyingMessage> inFlight(ClusterState state) {
		SortedMap<Long, FlyingMessage> messages = new TreeMap<>();
		state.inFlight().forEach(message -> messages.put(message.id(), message));
		return messages;
	}

	private static <T> StateChange field(String name, T before, T after, Function<T, Object> value) {
		return leaf(name, value(before, value), value(after, value));
	}

	private static <T> String value(T thing, Function<T, Object> value) {
		return thing == null ? null : text(value.apply(thing));
	}

	private static String text(Object value) {
		return String.valueOf(value);
	}

	private static StateChange leaf(String name, String before, String after) {
		return new StateChange(name, before, after, !Objects.equals(before, after), List.of());
	}

	private static StateChange parent(String name, List<StateChange> parts) {
		return new StateChange(name, null, null, anyChanged(parts), parts);
	}

	private static boolean anyChanged(List<StateChange> parts) {
		return parts.stream().anyMatch(StateChange::changed);
	}
}
