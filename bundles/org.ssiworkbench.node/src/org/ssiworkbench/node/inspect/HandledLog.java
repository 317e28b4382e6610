package org.ssiworkbench.node.inspect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;

/** The last things that a node handled, from the events that it recorded meanwhile. Text is made when it is asked for. */
public final class HandledLog {
	private static final int KEPT = 256;
	private static final int PEER = 1;
	private static final int FORM = 3;

	/** One handler's events; {@code message} has the values of the first message that arrived, if any. */
	private static final class Entry {
		private final List<Long> sent = new ArrayList<>();
		private long cause;
		private long time;
		private EventKind first;
		private Object[] message;

		private Handled handled() {
			if (message == null)
				return new Handled(cause, time, (Ids.isTimer(cause) ? "timer: " : "") + first.traceName(), 0, false, sent);
			int peer = ((Long) message[PEER]).intValue();
			String text = message[FORM + 1] + "." + message[FORM + 2] + " " + message[FORM] + " from node " + peer;
			return new Handled(cause, time, text, peer, message[FORM].equals("rpc"), sent);
		}
	}

	private final ArrayDeque<Entry> kept = new ArrayDeque<>();
	private final List<Long> ended = new ArrayList<>();
	private Entry present = new Entry();

	/** The node recorded an event. */
	public void event(long now, EventKind kind, long cause, Object... values) {
		if (cause != 0)
			present.cause = cause;
		present.time = now;
		if (present.first == null)
			present.first = kind;
		if (kind == EventKind.ICS_RECV && present.message == null)
			present.message = values;
		else if (kind == EventKind.ICS_SEND)
			present.sent.add((Long) values[0]);
		else if (kind == EventKind.ICS_RPC_DONE)
			ended.add((Long) values[0]);
	}

	/** The handler is done. False when it recorded nothing. */
	public boolean done() {
		if (present.first == null)
			return false;
		kept.addFirst(present);
		if (kept.size() > KEPT)
			kept.removeLast();
		return true;
	}

	/** Makes ready for the next handler. */
	public void next() {
		if (present.first != null)
			present = new Entry();
		ended.clear();
	}

	/** Id of the message or timer that is being handled. */
	public long cause() {
		return present.cause;
	}

	/** Whether this RPC of the node ended in the present handler. */
	public boolean ended(long rpc) {
		return ended.contains(rpc);
	}

	/** Newest first. */
	public List<Handled> all() {
		return kept.stream().map(Entry::handled).toList();
	}
}
