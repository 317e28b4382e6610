package org.ssiworkbench.node.clms;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.Transition;
import org.ssiworkbench.node.internal.MalformedException;
import org.ssiworkbench.node.internal.WireReader;
import org.ssiworkbench.node.internal.WireWriter;

/** A master's view, or the end of a history, on its way to another node; {@code docs/membership.md} has the layout. */
record Snapshot(TreeMap<Integer, NodeState> states, TreeMap<Integer, Integer> incarnations, List<Transition> history) {
	private static final NodeState[] STATES = NodeState.values();

	static Snapshot of(View view, long since) {
		return new Snapshot(view.states, view.incarnations, view.since(since));
	}

	long transid() {
		return history.isEmpty() ? 0 : history.get(history.size() - 1).transid();
	}

	/** Whether the history could follow one that ends with this id. */
	boolean continues(long id) {
		for (Transition transition : history)
			if (transition.transid() == id)
				return true;
		return id == 0;
	}

	byte[] encode() {
		WireWriter out = new WireWriter().u16(states.size());
		for (var entry : states.entrySet())
			out.u16(entry.getKey()).u8(entry.getValue().ordinal()).i32(incarnations.getOrDefault(entry.getKey(), 0));
		out.i32(history.size());
		for (Transition transition : history)
			write(out, transition);
		return out.toBytes();
	}

	static Snapshot decode(byte[] bytes) throws MalformedException {
		WireReader in = new WireReader(bytes);
		TreeMap<Integer, NodeState> states = new TreeMap<>();
		TreeMap<Integer, Integer> incarnations = new TreeMap<>();
		for (int left = in.u16(); left > 0; left--) {
			int node = in.u16();
			states.put(node, state(in));
			int incarnation = in.i32();
			if (incarnation != 0)
				incarnations.put(node, incarnation);
		}
		List<Transition> history = new ArrayList<>();
		for (int left = in.i32(); left > 0; left--)
			history.add(readTransition(in));
		return new Snapshot(states, incarnations, history);
	}

	static void write(WireWriter out, Transition transition) {
		out.i64(transition.transid()).i64(transition.time()).u16(transition.node()).u8(transition.from().ordinal())
				.u8(transition.to().ordinal()).text(transition.cause());
	}

	static Transition readTransition(WireReader in) throws MalformedException {
		return new Transition(in.i64(), in.i64(), in.u16(), state(in), state(in), in.text());
	}

	private static NodeState state(WireReader in) throws MalformedException {
		int ordinal = in.u8();
		if (ordinal >= STATES.length)
			throw new MalformedException("node state " + ordinal);
		return STATES[ordinal];
	}
}
