package org.ssiworkbench.trace.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.filter.Filter;
import org.ssiworkbench.trace.filter.RowSet;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Message.State;

/** The messages of an indexed trace, as it was when this was made. Thread-safe. */
public final class Messages {
	/** A message that has not arrived by then, with the trace going on, counts as lost. In ns. */
	private static final long LOST_AFTER = 1_000_000_000L;
	private static final int NONE = -1;

	/** From a node to a node. */
	private record Way(int from, int to) {
	}

	private final TraceIndex index;
	private final int rows;
	private final long end;
	/** When a node last cut another one off, of the trace's last moments only: what was sent before and not received is lost anyway. */
	private final Map<Way, Long> cutOff = new HashMap<>();

	/** The messages of what is indexed by now. */
	public Messages(TraceIndex index) {
		this.index = index;
		rows = index.rows();
		end = rows == 0 ? 0 : index.time(rows - 1);
		for (int row = index.rowAt(end - LOST_AFTER); row < rows; row++)
			if (index.kind(row) == EventKind.ICS_REMOTE_DOWN)
				cutOff.put(new Way(index.node(row), (int) index.value(Column.PEER, row)), index.time(row));
	}

	/** Messages of which the filter finds the send, or the receive if the trace has no send; by time, then id. */
	public List<Message> matching(Filter filter) {
		RowSet found = filter.search(index, () -> false);
		List<Message> messages = new ArrayList<>();
		for (int row = found.next(0); row >= 0 && row < rows; row = found.next(row + 1))
			if (index.kind(row) == EventKind.ICS_SEND || index.kind(row) == EventKind.ICS_RECV && send(row) == NONE)
				messages.add(of(row));
		messages.sort(Comparator.comparingLong(Message::time).thenComparingLong(Message::id));
		return messages;
	}

	/** The message that was sent or received in a row. */
	public Message of(int row) {
		int send = index.kind(row) == EventKind.ICS_SEND ? row : send(row);
		int receive = index.kind(row) == EventKind.ICS_RECV ? row : receive(row);
		TraceEvent event = index.event(send == NONE ? receive : send);
		int peer = (int) event.integer("peer");
		return new Message(event.integer("msg"), send == NONE ? peer : event.node(), send == NONE ? event.node() : peer,
				event.integer("channel"), event.text("form"), event.text("service"), event.text("operation"), event.integer("request"),
				event.integer("priority"), event.integer("inline"), event.integer("ool"), time(send), time(receive),
				send == NONE ? State.DELIVERED : fate(send));
	}

	/** The row where the message that was sent in a row was received; -1 if the trace does not have that. */
	public int receive(int send) {
		for (int child : index.children(send))
			if (index.kind(child) == EventKind.ICS_RECV)
				return child;
		return NONE;
	}

	/** The row where the message that was received in a row was sent; -1 if the trace does not have that. */
	public int send(int receive) {
		int parent = (int) index.value(Column.PARENT, receive);
		return parent >= 0 && index.kind(parent) == EventKind.ICS_SEND ? parent : NONE;
	}

	/** What became of the message that was sent in a row. */
	public State fate(int send) {
		return receive(send) == NONE ? fateUnreceived(send) : State.DELIVERED;
	}

	private State fateUnreceived(int send) {
		long sent = index.time(send);
		if (end - sent > LOST_AFTER)
			return State.LOST;
		long cut = cutOff.getOrDefault(new Way(index.node(send), (int) index.value(Column.PEER, send)), Long.MIN_VALUE);
		return cut >= sent ? State.LOST : State.IN_FLIGHT;
	}

	private long time(int row) {
		return row == NONE ? Message.UNKNOWN : index.time(row);
	}
}
