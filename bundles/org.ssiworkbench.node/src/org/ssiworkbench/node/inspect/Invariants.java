package org.ssiworkbench.node.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.clms.LegalTransitions;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.trace.EventKind;

/**
 * What must hold whatever faults there are, checked event by event: one meaning a transition id, only legal transitions,
 * ids that only grow, no success after a node's KCLEANUP, no throttle on priority channels, no receive before its send.
 * Knows only what events say. Not thread-safe.
 */
public final class Invariants {
	private static final int MESSAGE = 0;
	private static final int PEER = 1;
	private static final int CHANNEL = 2;
	private static final int FORM = 3;
	private static final int INLINE = 8;

	/** What one boot of a node has said so far. */
	private static final class Boot {
		long transid;
		boolean joined;
		final TreeMap<Integer, NodeState> states = new TreeMap<>();
	}

	/** The last messages that were not received yet. */
	private static final class LastSent extends LinkedHashMap<Long, Long> {
		private static final long serialVersionUID = 1;
		private static final int MOST = 100_000;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
			return size() > MOST;
		}
	}

	private final boolean complete;
	private final TreeMap<Integer, Boot> boots = new TreeMap<>();
	private final TreeMap<Long, String> transitions = new TreeMap<>();
	private final TreeMap<Long, String> views = new TreeMap<>();
	/** Message id to the time of its sending; only looked up, never iterated. */
	private final Map<Long, Long> sent;
	private List<String> broken = List.of();

	/**
	 * Knows nothing yet.
	 *
	 * @param complete whether all events of all nodes from the first one on will be told; else what is not known is not judged,
	 *            and only the last messages are remembered
	 */
	public Invariants(boolean complete) {
		this.complete = complete;
		sent = complete ? new HashMap<>() : new LastSent();
	}

	/** What does not hold now that this has happened, in sentences. */
	public List<String> check(int node, long time, EventKind kind, Object... values) {
		broken = List.of();
		switch (kind) {
		case FAULT_INJECTED -> {
			if (values[0].equals("add"))
				boots.put(((Long) values[1]).intValue(), new Boot());
		}
		case CLMS_TRANSITION -> transition(node, values);
		case CLMS_VIEW -> view(node, values);
		case ICS_SEND -> send(time, values);
		case ICS_RECV -> receive(time, values);
		case ICS_RPC_DONE -> done(node, values);
		case ICS_THROTTLE -> throttle(values);
		case LOG -> log((String) values[1]);
		default -> {
			// Says nothing about an invariant.
		}
		}
		return broken;
	}

	private void broken(String text) {
		if (broken.isEmpty())
			broken = new ArrayList<>();
		broken.add(text);
	}

	private void transition(int node, Object[] values) {
		Boot boot = boot(node);
		long transid = (Long) values[0];
		int subject = ((Long) values[1]).intValue();
		NodeState from = state(values[2]);
		NodeState to = state(values[3]);
		if (from == null || to == null)
			return;
		if (transid <= boot.transid)
			broken("transition " + transid + " came after " + boot.transid);
		boot.transid = transid;
		if (!LegalTransitions.allows(from, to))
			broken("transition " + transid + " is not legal: node " + subject + " " + from + " to " + to);
		NodeState before = boot.states.get(subject);
		if (boot.joined && before != null && before != from)
			broken("transition " + transid + " takes node " + subject + " from " + from + ", but it was " + before);
		boot.states.put(subject, to);
		same(transitions, transid, subject + " " + from + " " + to + " " + values[4], "transition ");
	}

	private NodeState state(Object name) {
		for (NodeState state : NodeState.values())
			if (state.name().equals(name))
				return state;
		broken("there is no state " + name);
		return null;
	}

	private void view(int node, Object[] values) {
		Boot boot = boot(node);
		boot.joined = true;
		for (String member : ((String) values[2]).split(" ")) {
			String[] parts = member.split("=");
			NodeState state = state(parts[parts.length - 1]);
			if (state != null && parts[0].matches("\\d{1,9}"))
				boot.states.put(Integer.valueOf(parts[0]), state);
		}
		same(views, (Long) values[0], (String) values[2], "the view at transition ");
	}

	private void same(TreeMap<Long, String> known, long id, String now, String what) {
		String before = known.putIfAbsent(id, now);
		if (before != null && !before.equals(now))
			broken(what + id + " is " + now + " here, but " + before + " elsewhere");
	}

	private void send(long time, Object[] values) {
		if (sent.putIfAbsent((Long) values[MESSAGE], time) != null)
			broken("message id " + values[MESSAGE] + " was given twice");
		if ((Long) values[CHANNEL] >= 0 && (Long) values[INLINE] > IcsData.MAX_INLINE)
			broken(values[INLINE] + " bytes of in-line data");
	}

	private void receive(long time, Object[] values) {
		Long before = complete ? sent.get(values[MESSAGE]) : sent.remove(values[MESSAGE]);
		if (before == null ? complete : before > time)
			broken(values[FORM] + " " + values[MESSAGE] + " was received before it was sent");
	}

	private void done(int node, Object[] values) {
		int peer = ((Long) values[PEER]).intValue();
		NodeState state = boot(node).states.get(peer);
		boolean gone = state == NodeState.KCLEANUP || state == NodeState.UCLEANUP || state == NodeState.DOWN;
		if (gone && !"clms".equals(values[2]) && "OK".equals(values[4]))
			broken("an RPC to node " + peer + " succeeded while it was " + state);
	}

	private void throttle(Object[] values) {
		if ((Long) values[1] != IcsChannel.NORMAL)
			broken("channel " + values[1] + " was throttled");
	}

	/** A node that ends itself for this reason is right to do so, but a take-over must not come to that. */
	private void log(String text) {
		if (text.contains("does not know transition"))
			broken("a take-over lost a transition: " + text);
	}

	private Boot boot(int node) {
		return boots.computeIfAbsent(node, number -> new Boot());
	}
}
