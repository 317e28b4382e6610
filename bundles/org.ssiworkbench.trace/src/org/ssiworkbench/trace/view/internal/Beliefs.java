package org.ssiworkbench.trace.view.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.ssiworkbench.trace.EventKind;

/**
 * What each node believed of each, from the transitions and views that it recorded, and what most of them believed. In the
 * latter a node that is DOWN for most has no say: so in a split the larger side is heard.
 */
final class Beliefs implements Collector {

	/** Hears what most nodes come to believe. */
	interface Listener {
		/** From a time on most nodes believe a node to be in a state; {@code row} is the event that made it so. */
		void changed(int node, long time, int row, String state);
	}

	private static final String DOWN = "DOWN";
	private static final String MASTER = "master";
	private static final int MOST_NODE = 0xFFFF;

	private final Map<Long, Track> tracks = new HashMap<>();
	private final SortedSet<Integer> nodes = new TreeSet<>();
	private final TreeMap<Integer, Track> merged = new TreeMap<>();
	private final TreeMap<Integer, Track> masters = new TreeMap<>();
	private final Map<Integer, Long> transids = new HashMap<>();
	/** For each node, how many of those that have a say believe it to be in each state. */
	private final Map<Integer, Map<String, Integer>> votes = new HashMap<>();
	private final Set<Integer> silent = new HashSet<>();
	private final Listener listener;
	/** The last row that told something. */
	private int newest = -1;

	Beliefs(Listener listener) {
		this.listener = listener;
	}

	/** All nodes that recorded or are known to others. */
	SortedSet<Integer> nodes() {
		return nodes;
	}

	/** What an observer believes of a node. */
	Track of(int observer, int node) {
		return tracks.computeIfAbsent(key(observer, node), key -> new Track());
	}

	/** What most believe of a node. */
	Track merged(int node) {
		return merged.computeIfAbsent(node, key -> new Track());
	}

	/** Whether a node is master in its own view: {@code master} or empty. */
	Track mastership(int node) {
		return masters.computeIfAbsent(node, key -> new Track());
	}

	@Override
	public void add(Batch batch) {
		for (int i = 0; i < batch.count(); i++) {
			EventKind kind = batch.kind(i);
			if (kind != EventKind.CLMS_TRANSITION && kind != EventKind.CLMS_VIEW)
				continue;
			newest = batch.row(i);
			if (kind == EventKind.CLMS_TRANSITION)
				transition(batch, i);
			else
				view(batch, i);
		}
	}

	@Override
	public void truncate(int row) {
		if (row > newest)
			return;
		tracks.values().forEach(track -> track.truncate(row));
		merged.values().forEach(track -> track.truncate(row));
		masters.values().forEach(track -> track.truncate(row));
		transids.clear();
		recount();
	}

	private void transition(Batch batch, int i) {
		int node = (int) batch.integer(i, "subject");
		if (node == batch.node(i))
			transids.remove(node);
		else
			transids.put(batch.node(i), batch.integer(i, "transid"));
		believe(batch.node(i), node, batch.time(i), batch.row(i), batch.text(i, "to"));
	}

	/** A view adds something only where the transition before it does not tell all: when the node itself comes up, and after gaps. */
	private void view(Batch batch, int i) {
		int observer = batch.node(i);
		nodes.add(observer);
		mastership(observer).add(batch.time(i), batch.row(i), batch.integer(i, "master") == observer ? MASTER : "");
		if (Long.valueOf(batch.integer(i, "transid")).equals(transids.put(observer, batch.integer(i, "transid"))))
			return;
		for (String member : batch.text(i, "members").split(" ")) {
			int equals = member.indexOf('=');
			if (equals > 0 && member.substring(0, equals).matches("\\d{1,5}"))
				believe(observer, Integer.parseInt(member.substring(0, equals)), batch.time(i), batch.row(i), member.substring(equals + 1));
		}
	}

	private void believe(int observer, int node, long time, int row, String state) {
		if (observer == 0 || node < 1 || node > MOST_NODE)
			return;
		nodes.add(observer);
		nodes.add(node);
		Track track = of(observer, node);
		String before = track.last();
		if (before.equals(state))
			return;
		track.add(time, row, state);
		if (!silent.contains(observer)) {
			vote(observer, node, before, -1);
			vote(observer, node, state, 1);
		}
		conclude(node, time, row, state);
		if (silent.contains(node) != merged(node).last().equals(DOWN))
			reconsider(node, time, row);
	}

	/** A node got or lost its say, so the others' states may be different from now on. */
	private void reconsider(int observer, long time, int row) {
		int weight = silent.remove(observer) ? 1 : -1;
		if (weight < 0) {
			silent.add(observer);
			mastership(observer).add(time, row, "");
		}
		for (int node : nodes) {
			vote(observer, node, lastOf(observer, node), weight);
			if (node != observer)
				conclude(node, time, row, merged(node).last());
		}
	}

	private void conclude(int node, long time, int row, String preferred) {
		String state = mostBelieved(node, preferred);
		if (merged(node).last().equals(state))
			return;
		merged(node).add(time, row, state);
		listener.changed(node, time, row, state);
	}

	private void recount() {
		votes.clear();
		silent.clear();
		nodes.stream().filter(node -> merged(node).last().equals(DOWN)).forEach(silent::add);
		for (int observer : nodes)
			if (!silent.contains(observer))
				nodes.forEach(node -> vote(observer, node, lastOf(observer, node), 1));
	}

	/** Nobody has a say about himself: a crashed node does not know that it is down. */
	private void vote(int observer, int node, String state, int weight) {
		if (observer != node && !state.isEmpty())
			votes.computeIfAbsent(node, key -> new TreeMap<>()).merge(state, weight, Integer::sum);
	}

	/** The state that most nodes with a say believe a node to be in; of equally many {@code preferred}. */
	private String mostBelieved(int node, String preferred) {
		Map<String, Integer> ofNode = votes.getOrDefault(node, Map.of());
		String most = preferred;
		for (Map.Entry<String, Integer> vote : ofNode.entrySet())
			if (vote.getValue() > ofNode.getOrDefault(most, 0))
				most = vote.getKey();
		return most;
	}

	private String lastOf(int observer, int node) {
		Track track = tracks.get(key(observer, node));
		return track == null ? "" : track.last();
	}

	private static long key(int observer, int node) {
		return (long) observer << Integer.SIZE | node;
	}
}
