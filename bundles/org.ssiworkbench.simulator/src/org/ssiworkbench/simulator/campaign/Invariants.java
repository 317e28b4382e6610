package org.ssiworkbench.simulator.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.ssiworkbench.node.NodeState;
import org.ssiworkbench.node.clms.LegalTransitions;
import org.ssiworkbench.node.ics.IcsChannel;
import org.ssiworkbench.node.ics.IcsData;
import org.ssiworkbench.simulator.SimulationRecorder;
import org.ssiworkbench.trace.EventKind;

/**
 * Checks, event by event, what must hold whatever faults there are: one meaning a transition id, only legal transitions,
 * ids that only grow, no success after a node's KCLEANUP, no throttle on priority channels, no receive without its send.
 * Knows only what the trace says.
 */
public final class Invariants implements SimulationRecorder {
	private static final int MESSAGE = 0;
	private static final int PEER = 1;
	private static final int CHANNEL = 2;
	private static final int FORM = 3;
	private static final int INLINE = 8;

	/** What one boot of a node has said so far. */
	private static final class Boot {
		long transid;
		long viewId;
		boolean joined;
		final TreeMap<Integer, NodeState> states = new TreeMap<>();
	}

	private final Campaign campaign;
	private final long seed;
	private final List<Violation> violations = new ArrayList<>();
	private final TreeMap<Integer, Boot> boots = new TreeMap<>();
	private final TreeMap<Long, String> transitions = new TreeMap<>();
	private final TreeMap<Long, String> views = new TreeMap<>();
	/** Message id to the time of its sending; only looked up, never iterated. */
	private final Map<Long, Long> sent = new HashMap<>();

	/** For one run. */
	public Invariants(Campaign campaign, long seed) {
		this.campaign = campaign;
		this.seed = seed;
	}

	/** What did not hold so far. */
	public List<Violation> violations() {
		return violations;
	}

	/** Adds a violation that somebody else found. */
	public void violated(long time, int node, String text) {
		violations.add(new Violation(campaign, seed, time, node, text));
	}

	@Override
	public void event(int node, long time, EventKind kind, long cause, Object... values) {
		switch (kind) {
		case FAULT_INJECTED -> {
			if (values[0].equals("add"))
				boots.put(((Long) values[1]).intValue(), new Boot());
		}
		case CLMS_TRANSITION -> transition(node, time, values);
		case CLMS_VIEW -> view(node, time, values);
		case ICS_SEND -> send(node, time, values);
		case ICS_RECV -> receive(node, time, values);
		case ICS_RPC_DONE -> done(node, time, values);
		case ICS_THROTTLE -> throttle(node, time, values);
		case LOG -> log(node, time, (String) values[1]);
		default -> {
			// Says nothing about an invariant.
		}
		}
	}

	private void transition(int node, long time, Object[] values) {
		Boot boot = boot(node);
		long transid = (Long) values[0];
		int subject = ((Long) values[1]).intValue();
		NodeState from = NodeState.valueOf((String) values[2]);
		NodeState to = NodeState.valueOf((String) values[3]);
		if (transid <= boot.transid)
			violated(time, node, "transition " + transid + " came after " + boot.transid);
		boot.transid = transid;
		if (!LegalTransitions.allows(from, to))
			violated(time, node, "transition " + transid + " is not legal: node " + subject + " " + from + " to " + to);
		NodeState before = boot.states.get(subject);
		if (boot.joined && before != null && before != from)
			violated(time, node, "transition " + transid + " takes node " + subject + " from " + from + ", but it was " + before);
		boot.states.put(subject, to);
		same(transitions, transid, subject + " " + from + " " + to + " " + values[4], time, node, "transition ");
	}

	private void view(int node, long time, Object[] values) {
		Boot boot = boot(node);
		long transid = (Long) values[0];
		boot.joined = true;
		boot.viewId = transid;
		for (String member : ((String) values[2]).split(" ")) {
			int sign = member.indexOf('=');
			int subject = Integer.parseInt(member.substring(0, sign));
			NodeState state = NodeState.valueOf(member.substring(sign + 1));
			boot.states.put(subject, state);
		}
		same(views, transid, (String) values[2], time, node, "the view at transition ");
	}

	private void same(TreeMap<Long, String> known, long id, String now, long time, int node, String what) {
		String before = known.putIfAbsent(id, now);
		if (before != null && !before.equals(now))
			violated(time, node, what + id + " is " + now + " here, but " + before + " elsewhere");
	}

	private void send(int node, long time, Object[] values) {
		if (sent.putIfAbsent((Long) values[MESSAGE], time) != null)
			violated(time, node, "message id " + values[MESSAGE] + " was given twice");
		if ((Long) values[CHANNEL] >= 0 && (Long) values[INLINE] > IcsData.MAX_INLINE)
			violated(time, node, values[INLINE] + " bytes of in-line data");
	}

	private void receive(int node, long time, Object[] values) {
		Long before = sent.get(values[MESSAGE]);
		if (before == null || before > time)
			violated(time, node, values[FORM] + " " + values[MESSAGE] + " was received before it was sent");
	}

	private void done(int node, long time, Object[] values) {
		int peer = ((Long) values[PEER]).intValue();
		NodeState state = boot(node).states.get(peer);
		boolean gone = state == NodeState.KCLEANUP || state == NodeState.UCLEANUP || state == NodeState.DOWN;
		if (gone && !"clms".equals(values[2]) && "OK".equals(values[4]))
			violated(time, node, "an RPC to node " + peer + " succeeded while it was " + state);
	}

	private void throttle(int node, long time, Object[] values) {
		if ((Long) values[1] != IcsChannel.NORMAL)
			violated(time, node, "channel " + values[1] + " was throttled");
	}

	/** A node that ends itself for this reason is right to do so, but a take-over must not come to that. */
	private void log(int node, long time, String text) {
		if (text.contains("does not know transition"))
			violated(time, node, "a take-over lost a transition: " + text);
	}

	private Boot boot(int node) {
		Boot boot = boots.get(node);
		if (boot == null) {
			boot = new Boot();
			boots.put(node, boot);
		}
		return boot;
	}
}
