package org.ssiworkbench.trace.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.EventType;
import org.ssiworkbench.trace.NodeLife;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.internal.NodeLives;
import org.ssiworkbench.trace.query.Message;
import org.ssiworkbench.trace.query.Messages;
import org.ssiworkbench.trace.state.ClusterState.FlyingMessage;
import org.ssiworkbench.trace.state.ClusterState.NodeState;
import org.ssiworkbench.trace.state.ClusterState.ProcessState;

/** The cluster's state while the rows are gone through from the first one on. Not thread-safe. */
final class StateScan {
	private static final int CHUNK = 4096;
	private static final String DOWN = "DOWN";
	private static final String RUNNING = "running";

	private final TraceIndex index;
	private final EventKind[] kinds;
	private final ChannelTable channels;
	private final TreeMap<Integer, NodeMemory> nodes = new TreeMap<>();
	private final TreeMap<Long, ProcessState> processes;
	private NodeLives lives;
	/** Rows of sends that are not received in the rows so far. */
	private final IntSet open;
	/** The next row. */
	private int row;

	StateScan(TraceIndex index) {
		this.index = index;
		kinds = index.types().stream().map(EventType::kind).toArray(EventKind[]::new);
		channels = new ChannelTable();
		processes = new TreeMap<>();
		open = new IntSet();
		lives = new NodeLives(index.lives());
	}

	private StateScan(StateScan other) {
		index = other.index;
		kinds = other.kinds;
		channels = other.channels.copy();
		other.nodes.forEach((node, memory) -> nodes.put(node, memory.copy()));
		processes = new TreeMap<>(other.processes);
		lives = other.lives;
		open = other.open.copy();
		row = other.row;
	}

	StateScan copy() {
		return new StateScan(this);
	}

	/** All rows before this one are in the state. */
	int row() {
		return row;
	}

	/** How much memory a copy takes, roughly. */
	long bytes() {
		return channels.bytes() + 200L * nodes.size() + 100L * processes.size() + 4L * open.size();
	}

	/** Goes on up to, and without, a row. */
	void advance(int end, Messages messages) {
		lives = new NodeLives(index.lives());
		Chunk chunk = new Chunk();
		while (row < end) {
			int count = Math.min(CHUNK, end - row);
			chunk.load(index, row, count);
			for (int i = 0; i < count; i++)
				apply(chunk, i);
			row += count;
		}
		open.keep(send -> isOpen(messages, send));
	}

	private boolean isOpen(Messages messages, int send) {
		int receive = messages.receive(send);
		return receive >= row || receive < 0 && messages.fate(send) == Message.State.IN_FLIGHT;
	}

	/** The columns that messages need. */
	private static final class Chunk {
		final long[] types = new long[CHUNK];
		final long[] from = new long[CHUNK];
		final long[] peers = new long[CHUNK];
		final long[] channels = new long[CHUNK];
		final long[] sizes = new long[CHUNK];
		final long[] parents = new long[CHUNK];

		void load(TraceIndex index, int row, int count) {
			index.values(Column.TYPE, row, count, types);
			index.values(Column.NODE, row, count, from);
			index.values(Column.PEER, row, count, peers);
			index.values(Column.CHANNEL, row, count, channels);
			index.values(Column.SIZE, row, count, sizes);
			index.values(Column.PARENT, row, count, parents);
		}
	}

	private void apply(Chunk chunk, int i) {
		EventKind kind = kinds[(int) chunk.types[i]];
		if (kind == EventKind.ICS_SEND) {
			channels.sent((int) chunk.from[i], (int) chunk.peers[i], (int) chunk.channels[i], chunk.sizes[i]);
			open.add(row + i);
		} else if (kind == EventKind.ICS_RECV) {
			channels.received((int) chunk.peers[i], (int) chunk.from[i], (int) chunk.channels[i]);
			open.remove((int) chunk.parents[i]);
		} else if (kind != null && kind != EventKind.ICS_RPC_DONE && kind != EventKind.LOG)
			apply(kind, (int) chunk.from[i], row + i);
	}

	private void apply(EventKind kind, int node, int at) {
		switch (kind) {
		case CLMS_TRANSITION -> node(node, at).transition(index, at);
		case CLMS_VIEW -> node(node, at).view(at);
		case LOAD_SAMPLE -> node(node, at).load = index.value(Column.LOAD, at);
		case FAULT_INJECTED -> fault(index.event(at));
		case ICS_REMOTE_DOWN -> channels.cut(node, (int) index.value(Column.PEER, at));
		case ICS_THROTTLE -> throttle(index.event(at));
		case PROC_START, PROC_EXIT, PROC_PLACE, MIGRATE_BEGIN, MIGRATE_FREEZE, MIGRATE_RESUME, MIGRATE_DONE, MIGRATE_FAIL ->
			process(index.event(at));
		default -> {
			return; // changes nothing that lasts
		}
		}
	}

	private NodeMemory node(int node, int at) {
		NodeMemory memory = nodes.computeIfAbsent(node, number -> new NodeMemory());
		NodeLife life = lives.at(node, index.time(at));
		if (life != null && life.boot() != memory.boot)
			memory.boots(life.boot());
		return memory;
	}

	private void fault(TraceEvent event) {
		if (!event.text("fault").equals("crash"))
			return;
		int node = (int) event.integer("subject");
		nodes.computeIfAbsent(node, number -> new NodeMemory()).crashed = true;
		processes.values().removeIf(process -> process.place() == node);
	}

	private void throttle(TraceEvent event) {
		channels.throttled(event.node(), (int) event.integer("peer"), (int) event.integer("channel"), event.integer("on") != 0,
				event.integer("queued"));
	}

	private void process(TraceEvent event) {
		long pid = event.integer("pid");
		ProcessState known = processes.getOrDefault(pid, new ProcessState(pid, event.node(), 0, "", RUNNING, 0));
		ProcessState now = switch (event.kind()) {
		case PROC_START -> new ProcessState(pid, event.node(), event.integer("parent"), event.text("command"), RUNNING, 0);
		case PROC_EXIT -> null;
		case PROC_PLACE -> event.integer("place") == 0 ? null : known.at((int) event.integer("place"));
		case MIGRATE_BEGIN -> known.named(event.text("command")).moving("migrating", (int) event.integer("to"));
		case MIGRATE_FREEZE -> known.moving("frozen", (int) event.integer("to"));
		case MIGRATE_RESUME -> known.at(event.node()).moving(RUNNING, 0);
		case MIGRATE_DONE -> known.at((int) event.integer("to")).moving(RUNNING, 0);
		default -> known.at((int) event.integer("from")).moving(RUNNING, 0);
		};
		if (now == null)
			processes.remove(pid);
		else
			processes.put(pid, now);
	}

	/** The state at a time, which is that of the last row or later. */
	ClusterState state(long time) {
		SortedMap<Integer, NodeState> states = new TreeMap<>();
		SortedMap<Integer, NodeState> recording = new TreeMap<>();
		Map<String, SortedMap<Integer, String>> views = new HashMap<>();
		for (int node : index.nodes()) {
			NodeLife life = lives.at(node, time);
			NodeMemory memory = nodes.getOrDefault(node, new NodeMemory());
			if (life != null && life.boot() != memory.boot) {
				memory = memory.copy();
				memory.boots(life.boot());
			}
			states.put(node, memory.state(index, views, node, life != null));
			if (life != null && time <= life.end())
				recording.put(node, states.get(node));
		}
		int master = master(recording.isEmpty() ? states : recording);
		SortedMap<Integer, String> members = master == 0 || !states.containsKey(master) ? new TreeMap<>() : states.get(master).view();
		states.replaceAll((node, state) -> recording.containsKey(node) || !DOWN.equals(members.get(node)) ? state : state.over());
		return new ClusterState(time, master, members, states, channels.list(), new TreeMap<>(processes), inFlight());
	}

	private List<FlyingMessage> inFlight() {
		List<FlyingMessage> messages = new ArrayList<>();
		for (int send : open.sorted().toArray())
			messages.add(new FlyingMessage(index.value(Column.MESSAGE, send), index.node(send), (int) index.value(Column.PEER, send),
					text(Column.SERVICE, send), text(Column.OPERATION, send), text(Column.FORM, send), index.time(send), send));
		return messages;
	}

	private String text(Column column, int at) {
		return index.text((int) index.value(column, at));
	}

	/** The master that most living nodes follow; of several the lowest. */
	private static int master(SortedMap<Integer, NodeState> states) {
		Map<Integer, Integer> followers = new TreeMap<>();
		for (NodeState state : states.values())
			if (state.alive() && state.master() != 0)
				followers.merge(state.master(), 1, Integer::sum);
		int master = 0;
		for (Map.Entry<Integer, Integer> candidate : followers.entrySet())
			if (candidate.getValue() > followers.getOrDefault(master, 0))
				master = candidate.getKey();
		return master;
	}
}
