package org.ssiworkbench.trace.replay;

import java.util.ArrayList;
import java.util.List;

import org.ssiworkbench.trace.EventKind;
import org.ssiworkbench.trace.Ids;
import org.ssiworkbench.trace.TraceEvent;
import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;

/** What the nodes of a trace handled, and what led to it. */
final class Handlers {
	static final int NONE = -1;
	private static final int MAX_FRAMES = 64;
	/** Rows of other nodes between two rows of one handler. */
	private static final int FAR = 1 << 16;

	private final TraceIndex index;

	Handlers(TraceIndex index) {
		this.index = index;
	}

	/** The last row of what a row belongs to. */
	int end(int row) {
		return edge(row, 1);
	}

	private int edge(int row, int direction) {
		int edge = row;
		for (int next = neighbour(row, direction); next != NONE && together(row, next); next = neighbour(next, direction))
			edge = next;
		return edge;
	}

	private int neighbour(int row, int direction) {
		int node = index.node(row);
		int rows = index.rows();
		for (int i = 1, next = row + direction; i < FAR && next >= 0 && next < rows; i++, next += direction)
			if (index.node(next) == node)
				return next;
		return NONE;
	}

	/** What has no cause came from outside; how much of it is one thing only its time can tell. */
	private boolean together(int row, int other) {
		long cause = index.value(Column.CAUSE, row);
		return cause == index.value(Column.CAUSE, other) && (cause != 0 || index.time(row) == index.time(other));
	}

	/** The first row from {@code from} on that a node recorded; 0 means any node. */
	int next(int from, int node) {
		int rows = index.rows();
		for (int row = from; row < rows; row++)
			if (isOf(row, node))
				return row;
		return NONE;
	}

	/** The last row before {@code limit} that a node recorded; 0 means any node. */
	int last(int limit, int node) {
		for (int row = limit - 1; row >= 0; row--)
			if (isOf(row, node))
				return row;
		return NONE;
	}

	/** The last row before {@code limit} with which a node was done with something. */
	int lastEnd(int limit, int node) {
		for (int row = last(limit, node); row >= 0; row = last(row, node))
			if (end(row) == row)
				return row;
		return NONE;
	}

	private boolean isOf(int row, int node) {
		int recorded = index.node(row);
		return node == 0 ? recorded != 0 : recorded == node;
	}

	/** What a row belongs to, as far as it had happened when {@code limit} rows had. */
	Handled of(int row, int limit) {
		int first = edge(row, -1);
		int last = end(row);
		while (last >= limit)
			last = neighbour(last, -1);
		TraceEvent event = index.event(first);
		boolean message = event.kind() == EventKind.ICS_RECV;
		return new Handled(first, last, event.node(), index.time(last), event.cause(), message ? (int) event.integer("peer") : 0,
				message && event.text("form").equals("rpc"), text(event));
	}

	private static String text(TraceEvent event) {
		if (event.kind() == EventKind.ICS_RECV)
			return event.text("service") + "." + event.text("operation") + " " + event.text("form") + " from node " + event.integer("peer");
		if (event.kind() == EventKind.FAULT_INJECTED)
			return "command: " + event.text("fault") + " " + event.integer("subject") + " " + event.text("detail");
		return Ids.isTimer(event.cause()) ? "timer: " + event.type().name() : event.type().name();
	}

	/** Something handled and what led to it: each was caused by the one behind it, the message's sender. */
	List<Handled> chain(Handled of) {
		List<Handled> chain = new ArrayList<>(List.of(of));
		for (int sent = sent(of); sent >= 0 && chain.size() < MAX_FRAMES; sent = sent(chain.getLast()))
			chain.add(of(sent, index.rows()));
		return chain;
	}

	private int sent(Handled handled) {
		return index.kind(handled.first()) == EventKind.ICS_RECV ? (int) index.value(Column.PARENT, handled.first()) : NONE;
	}

	/** The arrivals of the messages that were sent in a handler, ascending. */
	List<Integer> arrivals(Handled handled, long message) {
		List<Integer> arrivals = new ArrayList<>();
		for (int row = handled.first(); row != NONE && row <= handled.last(); row = neighbour(row, 1))
			if (index.kind(row) == EventKind.ICS_SEND && (message == 0 || index.value(Column.MESSAGE, row) == message))
				for (int child : index.children(row))
					if (index.kind(child) == EventKind.ICS_RECV)
						arrivals.add(child);
		arrivals.sort(null);
		return arrivals;
	}

	/** The row with which an RPC ended at its caller. */
	int rpcEnd(Handled request) {
		for (int row = request.first() + 1; row < index.rows(); row++)
			if (index.kind(row) == EventKind.ICS_RPC_DONE && index.value(Column.MESSAGE, row) == request.cause()
					&& index.node(row) == request.peer())
				return row;
		return NONE;
	}
}
